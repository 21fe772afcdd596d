using System.Text.Json;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;
using Chat.Contracts.Wire;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Sync;
using Chat.Tests.Conversations;

namespace Chat.Tests.Sync;

/// <summary>The simplest client there can be: it knows only what <c>Sync</c> said.</summary>
internal sealed class Device(ChatWorld world, Caller caller)
{
    private readonly Dictionary<Guid, Conversation> _conversations = [];
    private readonly Dictionary<Guid, SortedDictionary<long, Message>> _messages = [];
    private readonly Dictionary<Guid, OwnState> _own = [];
    private long _ownRevision;

    /// <summary>One page, as when the connection is lost right after it.</summary>
    public async Task<bool> SyncPageAsync(int limit, CancellationToken cancellationToken)
    {
        var page = (await world.Get<SyncChanges>().HandleAsync(caller, new()
        {
            Known = [.. _conversations.Values.Select(one => new KnownConversation { ConversationId = one.Id, Revision = one.Revision })],
            OwnRevision = _ownRevision,
            Limit = limit,
        }, cancellationToken)).Done();
        Assert.True(page.Conversations.Sum(one => one.Messages.Count) <= limit);
        foreach (var gone in page.Removed) { Forget(gone); }
        foreach (var synced in page.Conversations) { Take(synced); }
        foreach (var own in page.Own) { Take(own); }

        _ownRevision = page.OwnRevision;
        return page.More;
    }

    public async Task SyncAsync(int limit, CancellationToken cancellationToken)
    {
        var pages = 0;
        while (await SyncPageAsync(limit, cancellationToken)) { Assert.True(++pages < 10_000, "Sync does not come to an end."); }
    }

    /// <summary>A restored backup took the server back: what this device knows is of a future that never was.</summary>
    public void LiveInTheFuture()
    {
        foreach (var one in _conversations.Values.ToArray()) { _conversations[one.Id] = one with { Revision = one.Revision + 1_000 }; }

        _ownRevision += 1_000;
    }

    /// <summary>Everything it shows equals what the server shows.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var page = (await world.Get<GetConversations>().HandleAsync(caller, new() { Limit = GetConversations.MaxPage }, cancellationToken)).Done();
        Assert.Equal(page.Conversations.Select(one => one.Id).Order(), _conversations.Keys.Order());
        foreach (var one in page.Conversations)
        {
            Assert.Equal(Text(one), Text(_conversations[one.Id]));
            var history = await world.HistoryAsync(caller, one.Id);
            Assert.Equal(history.Select(Text), _messages[one.Id].Values.Select(Text));
            if (_own.TryGetValue(one.Id, out var own)) { Assert.Equal(one.Muted, own.Muted); }
        }
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, ChatJson.Wire);

    private void Forget(Guid id)
    {
        _conversations.Remove(id);
        _messages.Remove(id);
    }

    private void Take(SyncedConversation synced)
    {
        var id = synced.Conversation.Id;
        var known = _conversations.GetValueOrDefault(id)?.Revision ?? 0;
        Assert.Equal(synced.Messages.OrderBy(one => one.Revision).Select(one => one.Id), synced.Messages.Select(one => one.Id));
        Assert.All(synced.Messages, one => Assert.True(one.Revision <= synced.Conversation.Revision && (one.Revision > known || known > synced.Conversation.Revision)));
        _conversations[id] = synced.Conversation;
        if (!_messages.TryGetValue(id, out var messages)) { _messages[id] = messages = []; }
        foreach (var message in synced.Messages) { messages[message.Seq] = message; }
    }

    private void Take(OwnState own)
    {
        _own[own.ConversationId] = own;
        if (!_messages.TryGetValue(own.ConversationId, out var messages)) { return; }
        foreach (var cleared in messages.Keys.Where(seq => seq <= own.ClearedUpToSeq).ToArray()) { messages.Remove(cleared); }
    }
}
