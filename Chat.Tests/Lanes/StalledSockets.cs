using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Lanes;

public sealed class StalledSockets(ChatApp app) : IClassFixture<ChatApp>
{
    // Half of the megabyte that may wait in an outbox, and less than the system would take for a reader who never reads.
    private const int Messages = 64;

    private static readonly string s_eightKilobytes = new('x', 8_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_who_stops_is_seen_waiting_before_the_system_has_taken_half_a_megabyte_for_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a server bound what waits in its sockets.");
        var (ada, stalled) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("stalled", Token));
        await using var one = await app.ConnectAsync(ada, Token);
        await using var other = await app.ConnectAsync(ada, Token);
        var tea = await one.Hub.CreateConversation(new() { Kind = ConversationKind.Private, ParticipantIds = [stalled.User.Id] });
        using var reader = await RawReader.ConnectAsync(app.Address, stalled.AccessToken, Token);

        for (var at = 0; at < Messages; at++)
        {
            await one.Hub.SendMessage(new() { ConversationId = tea.Id, ClientMessageId = Guid.NewGuid().ToString(), Content = s_eightKilobytes });
            await other.NextAsync<Message>(Token);
        }

        using var http = app.Http();
        Assert.Contains("chat_outbox_waiting 1\n", await http.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }
}
