using Chat.Client;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Following;

/// <summary>Says that the connection went and came back: once each, however long it takes and however often it is tried.</summary>
internal class FeedEvents(Screen screen, Uri server) : Silence
{
    private readonly Lock _lock = new();
    private bool _wasOnline;
    private bool _isAway;
    private DateTimeOffset? _since;

    /// <summary>When this began, by the server's clock; ours may be a day wrong.</summary>
    public DateTimeOffset Since => _since ?? DateTimeOffset.MaxValue;

    /// <summary>Somebody writes, or stopped.</summary>
    public event Action<UserTyping>? Typing;

    public override Task Connected(Connected connected)
    {
        _since ??= connected.ServerTime;
        return Task.CompletedTask;
    }

    public override Task UserTyping(UserTyping typing)
    {
        Typing?.Invoke(typing);
        return Task.CompletedTask;
    }

    public void Tell(ConnectionStatus status)
    {
        lock (_lock)
        {
            switch (status.State)
            {
                case ConnectionState.Offline when _wasOnline && !_isAway:
                    _isAway = true;
                    Say($"{server} is away; what is missed comes when it is back.");
                    break;
                case ConnectionState.Online:
                    if (_isAway) { Say($"{server} is back."); }
                    (_wasOnline, _isAway) = (true, false);
                    break;
            }
        }
    }

    protected virtual void Say(FormattableString note) => screen.Note(note);
}
