using System.Collections.Concurrent;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Core.Presence;
using Chat.Hubs.Connections;

namespace Chat.Hubs.Presence;

/// <summary>
/// Who is typing where. It ends by itself when it is not renewed, with the connection that said so, and with the message that was
/// being typed. Other nodes keep the same board, so that it ends there too when this node does not live to say so.
/// </summary>
internal sealed class TypingBoard : ITypingBoard, IDisposable
{
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(6);

    /// <summary>A client that renews with every key is told of at this pace.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

    /// <summary>For what another node says: the way there takes time.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    // Far more than type at once on one node: against somebody who "types" everywhere.
    private const int MaxTypists = 50_000;

    private readonly ConcurrentDictionary<TypingPlace, Typist> _typists = [];
    private readonly TypingNews _news;
    private readonly Devices _devices;
    private readonly TimeProvider _clock;

    public TypingBoard(TypingNews news, Devices devices, TimeProvider clock)
    {
        (_news, _devices, _clock) = (news, devices, clock);
        _devices.Left += OnLeft;
        _news.Heard += OnHeard;
    }

    public bool TryRenew(Guid conversationId, Guid accountId, string connectionId)
    {
        if (!_typists.TryGetValue(new(conversationId, accountId), out var typist)) { return false; }
        lock (typist.Lock) { return Renew(conversationId, typist, connectionId); }
    }

    public void Start(Guid conversationId, User user, string connectionId)
    {
        if (_typists.Count >= MaxTypists) { return; }
        var typist = _typists.GetOrAdd(new(conversationId, user.Id), _ => new(user));
        lock (typist.Lock) { Renew(conversationId, typist, connectionId); }
    }

    public void Stop(Guid conversationId, Guid accountId)
    {
        if (_typists.TryRemove(new(conversationId, accountId), out var typist)) { TellStopped(conversationId, typist); }
    }

    /// <summary>The message is there; every node hears of it by itself.</summary>
    public void Wrote(Guid conversationId, Guid accountId)
    {
        if (_typists.IsEmpty || !_typists.TryRemove(new(conversationId, accountId), out var typist)) { return; }
        _news.TellHere(Of(conversationId, typist, isTyping: false));
    }

    public void Sweep()
    {
        var now = _clock.GetUtcNow();
        foreach (var (place, typist) in _typists)
        {
            if (typist.EndsAt <= now && _typists.TryRemove(new KeyValuePair<TypingPlace, Typist>(place, typist)))
            {
                TellStopped(place.ConversationId, typist);
            }
        }
    }

    public void Dispose()
    {
        _devices.Left -= OnLeft;
        _news.Heard -= OnHeard;
    }

    private bool Renew(Guid conversationId, Typist typist, string connectionId)
    {
        var now = _clock.GetUtcNow();
        (typist.ConnectionId, typist.EndsAt) = (connectionId, now + Lasts);
        if (now - typist.ToldAt < TellEvery) { return true; }
        typist.ToldAt = now;
        _news.Tell(Of(conversationId, typist, isTyping: true));
        return true;
    }

    private void TellStopped(Guid conversationId, Typist typist)
    {
        var stopped = Of(conversationId, typist, isTyping: false);
        if (typist.ConnectionId is null) { _news.TellHere(stopped); } else { _news.Tell(stopped); }
    }

    private void OnLeft(ChatConnection connection, Guid accountId)
    {
        if (_typists.IsEmpty) { return; }
        foreach (var (place, typist) in _typists)
        {
            if (place.AccountId == accountId && typist.ConnectionId == connection.Id) { Stop(place.ConversationId, accountId); }
        }
    }

    private void OnHeard(UserTyping typing)
    {
        var place = new TypingPlace(typing.ConversationId, typing.User.Id);
        if (!typing.IsTyping) { _typists.TryRemove(place, out _); }
        else if (_typists.Count < MaxTypists)
        {
            var typist = _typists.GetOrAdd(place, _ => new(typing.User));
            lock (typist.Lock) { typist.EndsAt = _clock.GetUtcNow() + Lasts + Slack; }
        }

        _news.TellHere(typing);
    }

    private static UserTyping Of(Guid conversationId, Typist typist, bool isTyping) =>
        new() { ConversationId = conversationId, User = typist.User, IsTyping = isTyping };
}
