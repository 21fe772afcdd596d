using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Contracts;
using Chat.Contracts.Accounts;

namespace Chat.Client.Sessions;

/// <summary>
/// The session of this device. A refresh token works once, and one that comes a second time ends the session, so there is never
/// more than one refresh under way and its answer is saved before anything else.
/// <para>
/// An answer that is lost on the way is the one case nobody can decide: whether the token was spent is unknown. The session
/// goes on while its access token is good, and the same refresh token is tried again. If the server had not got it, all is
/// well; if it had, it takes the second one for theft and ends the session, and the user signs in again. Nothing is lost by
/// that but the signing in: the outbox and what is known stay.
/// </para>
/// </summary>
internal sealed class SessionKeeper(IChatServer server, IPersistence<Session> saved, TimeProvider clock, StorageHealth? storage = null) : IDisposable
{
    // An access token that ends while a connection is being opened is of no use.
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(30);

    // A clock that is wrong by hours would otherwise make every new token look spent, and be renewed without end.
    private static readonly TimeSpan RenewAtMostEvery = TimeSpan.FromSeconds(60);

    // Timers take no more than weeks, and a clock may be wrong by years.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Bell _came = new();
    private readonly Bell _replanned = new();
    private volatile Session? _session;
    private long _serverIsAheadTicks;
    private DateTimeOffset _renewAt;

    public Session? Session => _session;

    /// <summary>The server's, as far as it has told it: a device's clock may be a day wrong.</summary>
    private DateTimeOffset Now => clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _serverIsAheadTicks));

    /// <summary>The server says what time it is.</summary>
    public void SetTime(DateTimeOffset serverTime)
    {
        Interlocked.Exchange(ref _serverIsAheadTicks, (serverTime - clock.GetUtcNow()).Ticks);
        if (_session is { } session) { PlanRenewal(session); }
        _replanned.Ring();
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (await saved.LoadAsync(cancellationToken) is { } session) { Hold(session); }
    }

    /// <summary>From a sign-in, or from the server by itself.</summary>
    public async Task TakeAsync(Session session, CancellationToken cancellationToken)
    {
        if (_session?.RefreshToken == session.RefreshToken) { return; }
        Hold(session);
        await SaveAsync(cancellationToken);
        _came.Ring();
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        _session = null;
        await SaveAsync(cancellationToken);
    }

    /// <summary>For programs that come and go a session that cannot be saved is a failure; others go on with it.</summary>
    public Task SaveAsync(CancellationToken cancellationToken) => storage is null
        ? saved.SaveAsync(_session, cancellationToken)
        : storage.TryAsync(StoragePart.Session, () => saved.SaveAsync(_session, cancellationToken));

    /// <summary>Ends the session, also when the server cannot be told; a renewal that is under way elsewhere is waited for.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await using var held = saved is ISharedPersistence<Session> shared ? await shared.HoldAsync(cancellationToken) : null;
        if ((held is null ? _session : await saved.LoadAsync(cancellationToken)) is not { } session) { return; }
        try { await server.LogOutAsync(session, cancellationToken); }
        finally { await ForgetAsync(CancellationToken.None); }
    }

    /// <summary>Ends when somebody signed in.</summary>
    public async Task SignedInAsync(CancellationToken cancellationToken)
    {
        while (_session is null) { await _came.WaitAsync(cancellationToken); }
    }

    /// <summary>For a new connection, renewed first when it is about to end.</summary>
    public async Task<string> AccessTokenAsync(CancellationToken cancellationToken)
    {
        var session = _session ?? throw new SignedOutException("Nobody is signed in.");
        if (session.AccessTokenExpiresAt - Now > AtLeast) { return session.AccessToken; }
        return (await RenewAsync(session, server.RefreshAsync, cancellationToken)).AccessToken;
    }

    /// <summary>The server does not take the access token: renews it once, unless that has happened meanwhile.</summary>
    public Task RenewRefusedAsync(string accessToken, CancellationToken cancellationToken) =>
        _session is { } session && session.AccessToken == accessToken
            ? RenewAsync(session, server.RefreshAsync, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Renews over an open connection, each time before the end. The server keeps that same connection.</summary>
    public async Task RunAsync(IChatHub hub, Patience patience, CancellationToken cancellationToken)
    {
        long? renewedAt = null;
        while (_session is { } session)
        {
            var (wait, atLeast) = (_renewAt - Now, renewedAt is { } last ? RenewAtMostEvery - clock.GetElapsedTime(last) : TimeSpan.Zero);
            if (wait < atLeast) { wait = atLeast; }
            if (wait > TimeSpan.Zero && !await ComesAsync(wait, cancellationToken)) { continue; }
            try
            {
                await RenewAsync(session, (request, token) => patience.AnswerAsync(hub.RefreshSession(request), token), cancellationToken);
                renewedAt = clock.GetTimestamp();
            }
            catch (ChatRefusedException refusal) when (refusal.IsPassing) { await patience.WaitAsync(refusal, 1, cancellationToken); }
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _came.Dispose();
        _replanned.Dispose();
    }

    /// <summary>Says whether the time came; not so when another one was planned meanwhile.</summary>
    private async Task<bool> ComesAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var time = Task.Delay(wait < LongestWait ? wait : LongestWait, clock, stop.Token);
        var first = await Task.WhenAny(time, _replanned.WaitAsync(stop.Token));
        await stop.CancelAsync();
        await first;
        return first == time && wait <= LongestWait;
    }

    private async Task<Session> RenewAsync(
        Session old, Func<RefreshSessionRequest, CancellationToken, Task<Session>> refresh, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Somebody else's turn was before, or the answer came as an event.
            if (_session is { } now && now.RefreshToken != old.RefreshToken) { return now; }
            await using var held = saved is ISharedPersistence<Session> shared ? await shared.HoldAsync(cancellationToken) : null;
            if (held is not null && await OthersAsync(old, cancellationToken) is { } others) { return others; }
            var fresh = await refresh(new() { RefreshToken = old.RefreshToken }, cancellationToken);

            // Without the token: what came must be kept even when the connection it came over is ending.
            await TakeAsync(fresh, CancellationToken.None);
            return fresh;
        }
        catch (ChatRefusedException refusal) when (!refusal.IsPassing)
        {
            if (_session?.RefreshToken == old.RefreshToken) { await ForgetAsync(CancellationToken.None); }
            throw new SignedOutException(refusal.Message, refusal);
        }
        finally { _turn.Release(); }
    }

    /// <summary>What another program of this user made of the same session meanwhile.</summary>
    private async Task<Session?> OthersAsync(Session old, CancellationToken cancellationToken)
    {
        if (await saved.LoadAsync(cancellationToken) is not { } found) { return null; }
        if (found.RefreshToken == old.RefreshToken || found.User.Id != old.User.Id) { return null; }
        Hold(found);
        _came.Ring();
        return found;
    }

    private void Hold(Session session)
    {
        PlanRenewal(session);
        _session = session;
    }

    private void PlanRenewal(Session session)
    {
        var now = Now;

        // A fifth of its time is left for a server that is away just then.
        _renewAt = now + ((session.AccessTokenExpiresAt - now) * 0.8);
    }
}
