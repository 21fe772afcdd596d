using Chat.Contracts.Messages;

namespace Chat.Tests.Client;

/// <summary>Whatever is lost, repeated or turned around on the way, a device ends up knowing what is so.</summary>
public sealed class Interleavings
{
    private const int Steps = 150;

    private static readonly Guid Me = Guid.NewGuid();
    private static readonly Guid Bob = Guid.NewGuid();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_good_line_needs_no_sync_but_the_first_one_and_those_after_a_removal(int seed)
    {
        var random = new Random(seed);
        var server = new ModelServer(Me);
        using var device = new ModelDevice(server, pageSize: random.Next(1, 20));
        device.Heal();

        for (var step = 0; step < Steps; step++)
        {
            Happen(server, random);
            while (random.Next(3) > 0) { device.Deliver(); }
        }

        device.Heal();
        device.Store.State.AssertKnows(server);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Syncs_at_any_moment_fit_what_is_told_beside_them(int seed)
    {
        var random = new Random(seed);
        var server = new ModelServer(Me);
        using var device = new ModelDevice(server, pageSize: random.Next(1, 20));

        for (var step = 0; step < Steps; step++)
        {
            Happen(server, random);
            while (random.Next(3) > 0) { device.Deliver(); }
            while (random.Next(2) > 0) { device.Sync(isLost: random.Next(10) is 0); }
        }

        device.Heal();
        device.Store.State.AssertKnows(server);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lost_repeated_and_turned_around_events_lead_to_a_sync_and_to_nothing_worse(int seed)
    {
        var random = new Random(seed);
        var server = new ModelServer(Me);
        using var device = new ModelDevice(server, pageSize: random.Next(1, 20));

        for (var step = 0; step < Steps; step++)
        {
            Happen(server, random);
            switch (random.Next(6))
            {
                case 0: device.Drop(); break;
                case 1: device.Repeat(); break;
                case 2: device.TurnAround(); break;
                case 3: device.Sync(isLost: random.Next(5) is 0); break;
                default: device.Deliver(); break;
            }
        }

        device.Store.RequireSync();
        device.Heal();
        device.Store.State.AssertKnows(server);
    }

    private static void Happen(ModelServer server, Random random)
    {
        if (server.Conversations.Count < 4 && random.Next(10) is 0 or 1) { server.Create(random.Next(3) is 0 ? [Bob] : [Me, Bob]); }
        if (server.Conversations.Count is 0) { return; }

        var conversation = server.Conversations.ElementAt(random.Next(server.Conversations.Count));
        var count = conversation.Messages.Count;
        switch (random.Next(14))
        {
            case 0: server.Rename(conversation, $"title {random.Next(100)}"); break;
            case 1: server.Clear(conversation); break;
            case 2: server.Mute(conversation, random.Next(2) is 0); break;
            case 3: server.Leave(conversation); break;
            case 4 or 5: server.Join(conversation); break;
            case 6 or 7: server.Read(conversation, random.Next(2) is 0 ? Me : Bob, random.Next(count + 1)); break;
            case 8 when count > 0: server.Change(conversation, random.Next(count), one => one with { Content = $"edited {random.Next(100)}" }); break;
            case 9 when count > 0: server.Change(conversation, random.Next(count), one => one with { Content = "", DeletedAt = one.CreatedAt }); break;
            case 10 when count > 0: server.Change(conversation, random.Next(count), React); break;
            default: server.Send(conversation, random.Next(2) is 0 ? Me : Bob, $"words {random.Next(100)}"); break;
        }
    }

    private static Message React(Message message) => message with { Reactions = [new() { Emoji = "👍", UserIds = [Bob] }] };
}
