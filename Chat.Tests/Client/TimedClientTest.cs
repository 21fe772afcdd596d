using Chat.Client;
using Chat.Client.Saving;
using Chat.Contracts.Accounts;
using Chat.Tests.Fakes;

namespace Chat.Tests.Client;

/// <summary>One device and a server that does as it is told; time passes when the test says so.</summary>
public abstract class TimedClientTest : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = Running.Waiting.Limit;
    protected static readonly Guid Bob = Guid.NewGuid();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected FakeServer Server { get; } = new();

    private protected FakeClock Clock { get; } = new();

    private protected ChatClient Client { get; private set; } = null!;

    protected virtual IPersistence<SavedOutbox> Outbox { get; } = new MemoryPersistence<SavedOutbox>();

    protected virtual IPersistence<SavedState> State { get; } = new MemoryPersistence<SavedState>();

    public async ValueTask InitializeAsync()
    {
        Server.Now = Clock.GetUtcNow;
        Client = await ChatClient.StartAsync(
            new() { Server = Server, Session = new MemoryPersistence<Session>(), Outbox = Outbox, State = State, Clock = Clock }, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task ConnectAsync()
    {
        var online = NextAsync(ConnectionState.Online);
        await Client.SignInAsync(Server.NewSession(), Token);
        await online.WaitAsync(Patience, Token);
        await Client.CurrentAsync(Token).WaitAsync(Patience, Token);
    }

    /// <summary>Ends when the client is next told to be so.</summary>
    private protected Task<bool> NextAsync(ConnectionState state)
    {
        var next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Client.StatusChanged += status =>
        {
            if (status.State == state) { next.TrySetResult(true); }
        };
        return next.Task;
    }

    private protected int CallsOf(string method) => Server.Calls.Count(call => call.Method == method);
}
