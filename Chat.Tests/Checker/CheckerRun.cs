using System.Diagnostics;
using Chat.Client;
using Chat.Client.Connecting;
using Chat.Client.Storing;
using Chat.Contracts.Messages;

namespace Chat.Tests.Checker;

/// <summary>One history: actors act while things go wrong, everything heals, and what is then there is the evidence.</summary>
internal sealed class CheckerRun(CheckerPlan plan, IStage stage)
{
    private static readonly TimeSpan HealLimit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _changed = new(0);
    private readonly List<DeviceActor> _devices = [];
    private readonly List<RawActor> _raw = [];
    private Cast _cast = null!;
    private int _actors;

    public Ledger Ledger { get; } = new();

    /// <summary>How long its parts took.</summary>
    public string Times { get; private set; } = "";

    /// <param name="tamper">Changes the database behind everybody's back before it is read.</param>
    public async Task<IReadOnlyList<Violation>> JudgeAsync(CancellationToken cancellationToken, Func<string, Cast, Task>? tamper = null)
    {
        try
        {
            await TimedAsync("happening", HappenAsync(cancellationToken));
            await TimedAsync("healing", HealAsync(cancellationToken));
            if (tamper is not null) { await tamper(stage.ConnectionString, _cast); }
            var gathering = GatherAsync(cancellationToken);
            await TimedAsync("gathering", gathering);
            return Verdict.Of(await gathering);
        }
        finally { await EndAsync(); }
    }

    private async Task HappenAsync(CancellationToken cancellationToken)
    {
        _cast = await Cast.GatherAsync(stage, plan, cancellationToken);
        for (var user = 0; user < plan.Users; user++)
        {
            for (var device = 0; device < plan.DevicesOfUser; device++) { await AddDeviceAsync(user, device, cancellationToken); }

            _raw.Add(new($"raw {user}", _cast.Users[user], _cast, ServerFor(user), plan.RandomOf(++_actors), Ledger, plan));
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var acting = Task.WhenAll([.. _devices.Select(one => one.RunAsync(over.Token)), .. _raw.Select(one => one.RunAsync(over.Token))]);
        await stage.SufferAsync(plan, Ledger, cancellationToken);
        if (plan.Operations is int.MaxValue) { await over.CancelAsync(); }
        await acting;
    }

    /// <summary>Everybody comes to rest, and one more device of each user joins.</summary>
    private async Task HealAsync(CancellationToken cancellationToken)
    {
        await stage.HealAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(HealLimit);
        for (var user = 0; user < plan.Users; user++) { await AddDeviceAsync(user, plan.DevicesOfUser, limit.Token); }

        try
        {
            foreach (var device in _devices) { await device.RestAsync(limit.Token); }
            var rows = await DatabaseRows.ReadAsync(stage.ConnectionString, limit.Token);

            // What is still on the way to a device arrives; what is not is for the verdict.
            while (!_devices.TrueForAll(device => IsUpToDate(device, rows)) && await _changed.WaitAsync(TimeSpan.FromSeconds(10), limit.Token)) { }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Some devices do not come to rest: {string.Join("; ", _devices.Where(one => !one.IsAtRest).Select(one => one.Describe()))}");
        }
    }

    private static bool IsUpToDate(DeviceActor device, DatabaseRows rows)
    {
        var state = device.Client.State;
        var seen = rows.SeenBy(device.User.Id).ToArray();
        return state.OwnRevision == rows.OwnCounters.GetValueOrDefault(device.User.Id) && seen.Length == state.Conversations.Count
            && Array.TrueForAll(seen, one => state.Find(one.Conversation.Id)?.Revision == one.Conversation.Revision);
    }

    private async Task<Evidence> GatherAsync(CancellationToken cancellationToken)
    {
        var rows = await DatabaseRows.ReadAsync(stage.ConnectionString, cancellationToken);
        var fresh = new Dictionary<Guid, ChatState>();
        var pages = new Dictionary<(Guid, Guid), IReadOnlyList<Message>>();
        foreach (var user in _cast.Users)
        {
            await using var device = await ChatClient.StartAsync(new() { Server = new RemoteServer(stage.DirectAddress) }, cancellationToken);
            await device.LogInAsync(new() { Username = user.Username, Password = Running.ChatApp.Password }, cancellationToken);
            await device.CurrentAsync(cancellationToken).WaitAsync(HealLimit, cancellationToken);
            fresh[user.Id] = device.State;
            foreach (var conversation in device.State.Conversations.Keys) { pages[(user.Id, conversation)] = await PagesAsync(device, conversation, cancellationToken); }
        }

        return new()
        {
            Ledger = Ledger,
            Database = rows,
            Devices = [.. _devices.Select(one => new DeviceState(one.Name, one.User.Id, one.Client.State))],
            Fresh = fresh,
            Pages = pages,
        };
    }

    private static async Task<IReadOnlyList<Message>> PagesAsync(ChatClient device, Guid conversationId, CancellationToken cancellationToken)
    {
        var all = new List<Message>();
        var isMore = true;
        while (isMore)
        {
            var after = all.Count is 0 ? 0 : all[^1].Seq;
            var page = await device.AskAsync(
                hub => hub.GetMessages(new() { ConversationId = conversationId, After = after, Limit = 100 }), cancellationToken);
            all.AddRange(page.Messages);
            isMore = page.HasMore;
        }

        return all;
    }

    private async Task AddDeviceAsync(int user, int number, CancellationToken cancellationToken)
    {
        using var direct = new RemoteServer(stage.DirectAddress);
        var session = await Cast.SignInAsync(direct, _cast.Users[user], cancellationToken);
        var device = new DeviceActor(
            $"device {user}.{number}", number is 0, _cast.Users[user], () => ServerFor(user), plan.RandomOf(++_actors), Ledger, plan, () => _changed.Release());
        await device.StartAsync(session, cancellationToken);
        _devices.Add(device);
    }

    private IChatServer ServerFor(int user)
    {
        var server = new RemoteServer(stage.Address, user % 2 is 0 ? WireEncoding.MessagePack : WireEncoding.Json);
        return user is 0 ? plan.Disguise(server) : server;
    }

    private async Task TimedAsync(string what, Task task)
    {
        var since = Stopwatch.GetTimestamp();
        await task;
        Times += $" {what} {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s";
    }

    private async Task EndAsync()
    {
        foreach (var device in _devices) { await device.DisposeAsync(); }

        foreach (var raw in _raw) { await raw.DisposeAsync(); }

        _changed.Dispose();
    }
}
