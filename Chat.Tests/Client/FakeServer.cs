using System.Collections.Concurrent;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Storing;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Server;

namespace Chat.Tests.Client;

/// <summary>A server of one user, whose answers and connections do as a test says.</summary>
internal sealed class FakeServer : IChatServer
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fate>> _fates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FakeConnection, byte> _open = new();
    private readonly HashSet<string> _spent = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _called = new(0);
    private int _tokens;
    private string _good = "";
    private string _refresh = "";

    public FakeServer()
    {
        Model.Tell = told => ForEach(connection => connection.Tell(told));
        Model.TellPiece = piece => ForEach(connection => connection.Tell(piece));
    }

    public ModelServer Model { get; } = new(Guid.NewGuid());

    /// <summary>Every call that arrived, over connections and REST, with what it asked.</summary>
    public ConcurrentQueue<(string Method, object? Request)> Calls { get; } = new();

    public bool IsDown { get; set; }

    public bool IsFamilyEnded { get; private set; }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The server's clock, which is right.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>When a connection hears what time it is.</summary>
    public Task TimeIsTold { get; set; } = Task.CompletedTask;

    public int HubMessageBytes { get; set; } = 2 * 1024 * 1024;

    public int Open => _open.Count;

    /// <summary>Answers of the method, in order; afterwards it is answered as usual.</summary>
    public void Plan(string method, params Fate[] fates)
    {
        var queue = _fates.GetOrAdd(method, _ => new());
        foreach (var fate in fates) { queue.Enqueue(fate); }
    }

    public Session NewSession()
    {
        lock (_spent)
        {
            var number = ++_tokens;
            (_good, _refresh) = ($"access {number}", $"refresh {number}");
            return new()
            {
                AccessToken = _good,
                AccessTokenExpiresAt = Now() + Lifetime,
                RefreshToken = _refresh,
                User = ModelServer.UserOf(Model.Me),
            };
        }
    }

    public void ForgetAccessTokens() => _good = "";

    public void EndFamily() => (IsFamilyEnded, _good) = (true, "");

    /// <summary>Every connection breaks.</summary>
    public void Cut() => ForEach(connection => connection.Break(new IOException("The line is cut.")));

    private void ForEach(Action<FakeConnection> act)
    {
        foreach (var connection in _open.Keys) { act(connection); }
    }

    public async Task<IChatConnection> OpenAsync(string accessToken, IChatClient events, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (IsDown) { throw new HttpRequestException("Nobody listens."); }
        if (accessToken != _good) { throw new SignInRequiredException(new HttpRequestException("401")); }
        var connection = new FakeConnection(this, events, closed => _open.TryRemove(closed, out _));
        _open[connection] = 0;
        _ = TellTimeAsync(events);
        return connection;
    }

    private async Task TellTimeAsync(IChatClient events)
    {
        await TimeIsTold;
        await events.Connected(ConnectedNow());
    }

    private Connected ConnectedNow() => new()
    {
        ConnectionId = "1",
        ServerTime = Now(),
        ServerInfo = new()
        {
            Version = "1",
            Features = new() { Assistant = Off, Faces = Off, Emotions = Off, SpeechToText = Off, TextToSpeech = Off, Push = Off, Calls = Off },
            Limits = new() { HubMessageBytes = HubMessageBytes, BodyBytes = 1, UsernameLength = 1, DisplayNameLength = 1, PasswordMinLength = 1 },
        },
    };

    private static Feature Off { get; } = new() { Available = false, Detail = "" };

    /// <summary>Ends when the method was called so often.</summary>
    public async Task UntilAsync(string method, int times)
    {
        while (Calls.Count(call => call.Method == method) < times) { Assert.True(await _called.WaitAsync(Running.Waiting.Limit), $"{method} was not called."); }
    }

    public void Take(string method, object? request)
    {
        Calls.Enqueue((method, request));
        _called.Release();
    }

    public Task<Session> RegisterAsync(RegisterUserRequest request, CancellationToken cancellationToken) => Task.FromResult(NewSession());

    public Task<Session> LogInAsync(LoginRequest request, CancellationToken cancellationToken)
    {
        IsFamilyEnded = false;
        return Task.FromResult(NewSession());
    }

    public async Task<Session> RefreshAsync(RefreshSessionRequest request, CancellationToken cancellationToken)
    {
        Take("refresh", request);
        if (IsDown) { throw new HttpRequestException("Nobody listens."); }
        return await DecideAsync("refresh", () => Refresh(request));
    }

    public Task LogOutAsync(Session session, CancellationToken cancellationToken)
    {
        EndFamily();
        Cut();
        return Task.CompletedTask;
    }

    // It outlives one client: tests start a second one on it.
    public void Dispose()
    {
    }

    public Session Refresh(RefreshSessionRequest request)
    {
        lock (_spent)
        {
            if (!_spent.Add(request.RefreshToken) || request.RefreshToken != _refresh) { EndFamily(); }
        }

        return IsFamilyEnded ? throw new ChatRefusedException(ErrorCode.Unauthenticated, "This session has ended. Sign in again.") : NewSession();
    }

    public async Task<T> DecideAsync<T>(string method, Func<T> answer)
    {
        await Task.Yield();
        var fate = _fates.TryGetValue(method, out var planned) && planned.TryDequeue(out var next) ? next : new Fate();
        if (fate.Until is { } until) { await until; }
        if (fate.Refusal is { } refusal) { throw new ChatRefusedException(refusal.Code, refusal.Sentence); }
        if (!fate.IsCutBefore)
        {
            var answered = answer();
            if (!fate.IsCutAfter) { return answered; }
        }

        Cut();
        throw new IOException("The line is cut.");
    }
}

/// <summary>What becomes of one call.</summary>
internal sealed record Fate
{
    public static readonly Fate CutBefore = new() { IsCutBefore = true };
    public static readonly Fate CutAfter = new() { IsCutAfter = true };

    public Task? Until { get; init; }

    public (string Code, string Sentence)? Refusal { get; init; }

    public bool IsCutBefore { get; init; }

    public bool IsCutAfter { get; init; }

    public static Fate Refused(string code, string sentence) => new() { Refusal = (code, sentence) };
}
