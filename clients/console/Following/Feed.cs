using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Chat.Client;
using Chat.Client.Connecting;
using Chat.Client.Saving;
using Chat.Client.Sessions;
using Chat.Client.Storing;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Terminal.Running;

namespace Chat.Terminal.Following;

/// <summary>
/// What happens in conversations from now on: every new or changed message once, in the order of its conversation, also what happened
/// while the connection was away.
/// </summary>
internal sealed class Feed : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, byte> _changed = [];
    private readonly SemaphoreSlim _rung = new(0);
    private readonly Dictionary<Guid, long> _shownRevisions;
    private readonly FeedEvents _events;
    private readonly bool _isAll;
    private volatile ConnectionStatus? _ended;

    private Feed(ChatClient client, IEnumerable<Conversation> chosen, bool isAll, FeedEvents events)
    {
        (Client, _isAll, _events) = (client, isAll, events);
        _shownRevisions = chosen.ToDictionary(one => one.Id, one => one.Revision);
        foreach (var id in _shownRevisions.Keys) { _changed[id] = 0; }

        client.Changed += Hear;
        client.StatusChanged += Hear;
        Hear(client.Status);
        _rung.Release();
    }

    public ChatClient Client { get; }

    /// <param name="shell">Somebody is signed in.</param>
    /// <param name="known">All of the user's conversations, so that none of them is fetched from its beginning.</param>
    /// <param name="chosen">Those to follow; null: all, and those that come.</param>
    /// <param name="events">What else is listened to.</param>
    public static async Task<Feed> StartAsync(
        Shell shell, IReadOnlyList<Conversation> known, IReadOnlyList<Conversation>? chosen, FeedEvents events, CancellationToken cancellationToken)
    {
        var me = await shell.MeAsync(cancellationToken);
        var state = new MemoryPersistence<SavedState>();
        await state.SaveAsync(new() { UserId = me.Id, OwnRevision = 0, Conversations = [.. known.Select(SeedOf)] }, cancellationToken);
        var client = await ChatClient.StartAsync(
            new() { Server = new RemoteServer(shell.Address), Session = shell.SessionFile, State = state, Listener = events }, cancellationToken);
        return new(client, chosen ?? known, chosen is null, events);
    }

    /// <summary>Until somebody signs this session out elsewhere, which is a <see cref="SignedOutException"/>.</summary>
    public async IAsyncEnumerable<(Message Message, StoredConversation Conversation)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await _rung.WaitAsync(cancellationToken);
            if (_ended is { } ended) { throw new SignedOutException("The session ended.", ended.Cause); }
            foreach (var id in _changed.Keys)
            {
                _changed.TryRemove(id, out _);
                if (Client.State.Conversations.GetValueOrDefault(id) is not { } conversation) { continue; }
                foreach (var message in News(conversation)) { yield return (message, conversation); }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _rung.Dispose();
    }

    private static SavedConversation SeedOf(Conversation conversation) => new() { Conversation = conversation, Messages = [], GoneUpToSeq = 0 };

    private List<Message> News(StoredConversation conversation)
    {
        var isNew = !_shownRevisions.TryGetValue(conversation.Id, out var shown);
        if (isNew && !_isAll) { return []; }

        // One's own message is here as soon as it is answered, maybe before others that stand in front of it: it waits for them.
        List<Message> news =
        [
            .. conversation.Messages.Where(message => message.Revision > shown && message.Revision <= conversation.Revision
                && (!isNew || message.CreatedAt >= _events.Since)),
        ];
        _shownRevisions[conversation.Id] = conversation.Revision;
        return news;
    }

    private void Hear(ChatChange change)
    {
        foreach (var id in change.Conversations) { _changed[id] = 0; }

        if (change.Conversations.Count > 0) { _rung.Release(); }
    }

    private void Hear(ConnectionStatus status)
    {
        _events.Tell(status);
        if (status.State is not ConnectionState.SignedOut) { return; }
        _ended = status;
        _rung.Release();
    }
}
