using Chat.Client.Hub;
using Chat.Contracts;
using Chat.Contracts.Accounts;

namespace Chat.Client.Connecting;

/// <summary>The roads to a server: connections, and the few things that are asked without one.</summary>
public interface IChatServer : IDisposable
{
    /// <summary>Refuses a bad token with a <see cref="SignInRequiredException"/>.</summary>
    Task<IChatConnection> OpenAsync(string accessToken, IChatClient events, CancellationToken cancellationToken);

    Task<Session> RegisterAsync(RegisterUserRequest request, CancellationToken cancellationToken);

    Task<Session> LogInAsync(LoginRequest request, CancellationToken cancellationToken);

    Task<Session> RefreshAsync(RefreshSessionRequest request, CancellationToken cancellationToken);

    Task LogOutAsync(Session session, CancellationToken cancellationToken);
}

/// <summary>One open connection. It does not come back by itself.</summary>
public interface IChatConnection : IAsyncDisposable
{
    IChatHub Hub { get; }

    /// <summary>Ends when the connection did, with its cause.</summary>
    Task<Exception?> Closed { get; }
}
