using System.Runtime.CompilerServices;
using Chat.Client;
using Chat.Client.Connecting;
using Chat.Client.Saving;
using Chat.Contracts.Accounts;
using Chat.Tests.Running;

namespace Chat.Tests.Client;

/// <summary>One device and a server that does as it is told.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = Waiting.Limit;

    // The longest of the usual ones would not pass on this clock.
    private static readonly TimeSpan[] s_delays = [.. ((int[])[0, 1, 2, 5, 10]).Select(seconds => TimeSpan.FromSeconds(seconds))];

    protected static readonly Guid Bob = Guid.NewGuid();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected FakeServer Server { get; } = new();

    private protected HastyClock Clock { get; } = new();

    private protected MemoryPersistence<Session> Session { get; } = new();

    private protected IPersistence<SavedOutbox> Outbox { get; set; } = new MemoryPersistence<SavedOutbox>();

    private protected IPersistence<SavedState> State { get; set; } = new MemoryPersistence<SavedState>();

    private protected ChatClient Client { get; set; } = null!;

    public virtual async ValueTask InitializeAsync() => Client = await StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<ChatClient> StartAsync() => ChatClient.StartAsync(
        new()
        {
            Server = Server, Session = Session, Outbox = Outbox, State = State, Clock = Clock, Reconnect = new() { Spread = 0, Delays = s_delays },
        }, Token);

    private protected async Task SignInAsync()
    {
        await Client.SignInAsync(Server.NewSession(), Token);
        await UntilAsync(() => Client.Status.State is ConnectionState.Online);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);
    }

    /// <summary>Looks again after everything that the client tells.</summary>
    private protected Task UntilAsync(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        Client.UntilAsync($"this is so: {what}", isSo, Token);

    private protected int CallsOf(string method) => Server.Calls.Count(call => call.Method == method);
}
