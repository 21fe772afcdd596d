using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Contracts;
using Chat.Contracts.Accounts;

namespace Chat.Client.Sessions;

/// <summary>
/// The session of a device for programs that come and go: one connection or one request at a time, with nothing kept but the
/// session. What stays and has to know everything is a <see cref="ChatClient"/>.
/// </summary>
public sealed class DeviceSession(IChatServer server, IPersistence<Session> saved, TimeProvider clock) : IDisposable
{
    private readonly SessionKeeper _keeper = new(server, saved, clock);

    /// <summary>Who is signed in.</summary>
    public User? User => _keeper.Session?.User;

    public Task LoadAsync(CancellationToken cancellationToken) => _keeper.LoadAsync(cancellationToken);

    /// <summary>From a sign-in.</summary>
    public async Task TakeAsync(Session session, CancellationToken cancellationToken)
    {
        await using var held = saved is ISharedPersistence<Session> shared ? await shared.HoldAsync(cancellationToken) : null;
        await _keeper.TakeAsync(session, cancellationToken);
    }

    /// <summary>Ends it here and, where it can be told, on the server.</summary>
    public Task LogOutAsync(CancellationToken cancellationToken) => _keeper.EndAsync(cancellationToken);

    /// <summary>Opens a connection; nobody signed in is a <see cref="SignedOutException"/>.</summary>
    public Task<IChatConnection> OpenAsync(IChatClient events, CancellationToken cancellationToken) =>
        CallAsync(token => server.OpenAsync(token, events, cancellationToken), cancellationToken);

    /// <summary>Does something with the access token and, when the server does not take it, once more with a new one.</summary>
    public async Task<T> CallAsync<T>(Func<string, Task<T>> call, CancellationToken cancellationToken)
    {
        var token = await _keeper.AccessTokenAsync(cancellationToken);
        try { return await call(token); }
        catch (Exception refusal) when (IsOfToken(refusal)) { await _keeper.RenewRefusedAsync(token, cancellationToken); }

        return await call(await _keeper.AccessTokenAsync(cancellationToken));
    }

    public void Dispose() => _keeper.Dispose();

    private static bool IsOfToken(Exception refusal) =>
        refusal is SignInRequiredException or ChatRefusedException { Code: ErrorCode.Unauthenticated or ErrorCode.Expired };
}
