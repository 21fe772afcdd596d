using Chat.Client;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Client.Sending;
using Chat.Client.Storing;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;

namespace Chat.Tests.Checker;

/// <summary>A user's device with everything that <see cref="ChatClient"/> does. The first one of a user also mutes and clears.</summary>
internal sealed class DeviceActor(
    string name, bool isFirst, User user, Func<IChatServer> server, Random random, Ledger ledger, CheckerPlan plan, Action changed)
    : Actor(name, random, ledger, plan), IAsyncDisposable
{
    private static readonly TimeSpan[] Delays = [.. ((int[])[0, 50, 200, 500, 1_000]).Select(time => TimeSpan.FromMilliseconds(time))];

    private static readonly string[] Emojis = ["👍", "❤️", "🎉", "😀"];

    private readonly MemoryPersistence<Session> _session = new();
    private readonly MemoryPersistence<SavedOutbox> _outbox = new();
    private readonly MemoryPersistence<SavedState> _state = new();
    private int _sent;

    public ChatClient Client { get; private set; } = null!;

    public User User => user;

    public bool IsAtRest => Client.Outgoing.All(one => one.Failure is not null) && Client.CurrentAsync(CancellationToken.None).IsCompleted;

    public string Describe()
    {
        var waiting = Client.Outgoing.Where(one => one.Failure is null).Select(one => one.ClientMessageId);
        return $"{Name} is {Client.Status}, knows of nothing missing: {Client.CurrentAsync(CancellationToken.None).IsCompleted}, waits with {string.Join(", ", waiting)}";
    }

    /// <summary>Everything that was written is acknowledged or refused, and nothing is known to be missing.</summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        foreach (var outgoing in Client.Outgoing.Where(one => one.Failure is null))
        {
            Task sent = outgoing.Sent;
            await sent.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await Client.CurrentAsync(cancellationToken);
    }

    public async Task StartAsync(Session? session, CancellationToken cancellationToken)
    {
        Client = await ChatClient.StartAsync(
            new()
            {
                Server = server(), Session = _session, Outbox = _outbox, State = _state, Listener = Ledger.Told,
                Reconnect = new() { Delays = Delays, Random = new(Random.Next()) }, SyncPageSize = Random.Next(5, 200),
            }, cancellationToken);
        Client.Changed += _ => changed();
        if (session is not null) { await Client.SignInAsync(session, cancellationToken); }
        foreach (var unsent in Client.Outgoing) { Follow(unsent); }
    }

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    protected override async Task ActAsync(CancellationToken over)
    {
        if (Client.State.Conversations.IsEmpty) { await Client.CurrentAsync(over); }
        StoredConversation[] known = [.. Client.State.Conversations.Values.OrderBy(one => one.Id)];
        if (known is []) { return; }
        await ActInAsync(Pick(known), Random.Next(100), over);
    }

    private Task ActInAsync(StoredConversation conversation, int choice, CancellationToken over) => choice switch
    {
        < 46 => SendAsync(conversation, over),
        < 60 => ReadAsync(conversation, over),
        < 68 => EditAsync(conversation, over),
        < 72 => DeleteAsync(conversation, over),
        < 86 => ReactAsync(conversation, over),
        < 90 when isFirst => MuteAsync(conversation, over),
        < 93 when isFirst => ClearAsync(conversation, over),
        < 96 => RestartAsync(over),
        _ => Client.AskAsync(hub => Typing(hub, conversation.Id), over),
    };

    private async Task SendAsync(StoredConversation conversation, CancellationToken over)
    {
        Ledger.Count("send");
        var request = new SendMessageRequest
        {
            ConversationId = conversation.Id,
            ClientMessageId = $"{Name}-{++_sent}",
            Content = NewText(),
            ReplyTo = Random.Next(8) is 0 ? conversation.Messages.Last?.Id : null,
        };
        Ledger.Send(Name, _sent, user.Id, request);
        var outgoing = await Client.SendAsync(request, over);
        Follow(outgoing);

        // Half of them are waited for; the others pile up, as from somebody who types on.
        if (Random.Next(2) is 0 || Client.Outgoing.Count > 10) { await outgoing.Sent.WaitAsync(over); }
    }

    private void Follow(OutgoingMessage outgoing) => _ = outgoing.Sent.ContinueWith(
        sent => Ledger.Sends[(user.Id, outgoing.ClientMessageId)].Answers.Enqueue(sent.Result), CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task ReadAsync(StoredConversation conversation, CancellationToken over)
    {
        if (conversation.Messages.Count is 0) { return; }
        Ledger.Count("read mark");
        var seq = Pick(conversation.Messages).Seq;
        await Client.MarkReadAsync(conversation.Id, seq, over);
        Ledger.Read(user.Id, conversation.Id, seq);
    }

    private async Task EditAsync(StoredConversation conversation, CancellationToken over)
    {
        if (Mine(conversation) is not { } message) { return; }
        Ledger.Count("edit");
        Acknowledged("edit", await Client.EditAsync(message.Id, NewText(), over));
    }

    private async Task DeleteAsync(StoredConversation conversation, CancellationToken over)
    {
        if (Mine(conversation) is not { } message) { return; }
        Ledger.Count("deletion");
        Acknowledged("deletion", await Client.DeleteAsync(message.Id, over));
    }

    private async Task ReactAsync(StoredConversation conversation, CancellationToken over)
    {
        if (conversation.Messages.Count is 0) { return; }
        Ledger.Count("reaction");
        Acknowledged("reaction", await Client.ReactAsync(Pick(conversation.Messages).Id, Pick(Emojis), Random.Next(3) > 0, over));
    }

    private async Task MuteAsync(StoredConversation conversation, CancellationToken over)
    {
        Ledger.Count("muting");
        var muted = Random.Next(2) is 0;
        Ledger.Mutings.TryRemove((user.Id, conversation.Id), out _);
        await Client.MuteAsync(conversation.Id, muted, over);
        Ledger.Mutings[(user.Id, conversation.Id)] = muted;
    }

    private async Task ClearAsync(StoredConversation conversation, CancellationToken over)
    {
        Ledger.Count("clearing");
        await Client.ClearAsync(conversation.Id, over);
        Ledger.Cleared(user.Id, conversation.Id, conversation.Messages.Last?.Seq ?? 0);
    }

    /// <summary>The program ends and starts again, with what it saved.</summary>
    private async Task RestartAsync(CancellationToken over)
    {
        Ledger.Count("device restarted");
        await Client.DisposeAsync();
        await StartAsync(null, CancellationToken.None);
        over.ThrowIfCancellationRequested();
    }

    private Message? Mine(StoredConversation conversation)
    {
        Message[] mine = [.. conversation.Messages.Where(one => one.SenderId == user.Id && one.DeletedAt is null)];
        return mine is [] ? null : Pick(mine);
    }

    private void Acknowledged(string kind, Message answer) => Ledger.Changes.Enqueue(new(kind, user.Id, answer));

    private static async Task<bool> Typing(Contracts.IChatHub hub, Guid conversationId)
    {
        await hub.SetTyping(new() { ConversationId = conversationId, IsTyping = true });
        return true;
    }
}
