using System.Reflection;
using System.Threading.Channels;
using Chat.Client.Connecting;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;

namespace Chat.Tests.Assistant;

/// <summary>The road to a real server, which loses pieces of replies and is cut when a test says so.</summary>
internal sealed class LossyLine(Uri address) : IChatServer
{
    private readonly RemoteServer _server = new(address);
    private readonly Channel<MessageDelta> _lost = Channel.CreateUnbounded<MessageDelta>();
    private volatile IChatConnection? _open;
    private volatile IChatClient? _hearer;

    public bool LosesPieces { get; set; }

    /// <summary>Nothing connects meanwhile.</summary>
    public bool IsCut { get; set; }

    /// <summary>The next piece that was lost.</summary>
    public Task<MessageDelta> LostAsync(CancellationToken cancellationToken) =>
        _lost.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Running.Waiting.Limit, cancellationToken);

    /// <summary>A piece comes that was only late.</summary>
    public Task ComeLateAsync(MessageDelta piece) => _hearer!.MessageDelta(piece);

    public async Task CutAsync()
    {
        IsCut = true;
        if (_open is { } open) { await open.DisposeAsync(); }
    }

    public async Task<IChatConnection> OpenAsync(string accessToken, IChatClient events, CancellationToken cancellationToken)
    {
        if (IsCut) { throw new IOException("The line is cut."); }
        var lossy = DispatchProxy.Create<IChatClient, Lossy>();
        ((Lossy)(object)lossy).Set(this, events);
        var connection = await _server.OpenAsync(accessToken, lossy, cancellationToken);
        (_open, _hearer) = (connection, events);
        return connection;
    }

    public Task<Session> RegisterAsync(RegisterUserRequest request, CancellationToken cancellationToken) => _server.RegisterAsync(request, cancellationToken);

    public Task<Session> LogInAsync(LoginRequest request, CancellationToken cancellationToken) => _server.LogInAsync(request, cancellationToken);

    public Task<Session> RefreshAsync(RefreshSessionRequest request, CancellationToken cancellationToken) => _server.RefreshAsync(request, cancellationToken);

    public Task LogOutAsync(Session session, CancellationToken cancellationToken) => _server.LogOutAsync(session, cancellationToken);

    public void Dispose() => _server.Dispose();

    /// <summary>Hears for the client.</summary>
    public class Lossy : DispatchProxy
    {
        private LossyLine _line = null!;
        private IChatClient _events = null!;

        internal void Set(LossyLine line, IChatClient events) => (_line, _events) = (line, events);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (args is not [MessageDelta piece] || !_line.LosesPieces) { return targetMethod!.Invoke(_events, args); }
            _line._lost.Writer.TryWrite(piece);
            return Task.CompletedTask;
        }
    }
}
