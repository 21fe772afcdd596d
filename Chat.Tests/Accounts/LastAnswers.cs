using Chat.Client.Hub;
using Chat.Contracts.Accounts;
using Chat.Core.Nodes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Tests.Accounts;

/// <summary>A call that ends its own session is answered before its connection is closed, however soon or late the nodes hear of it.</summary>
public sealed class LastAnswers(LastAnswers.App app) : IClassFixture<LastAnswers.App>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_logout_that_takes_long_is_answered()
    {
        await using var slow = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var held = app.Bus.HoldNext();
        var logout = slow.Hub.Logout(new());
        await held.Begun.Task.WaitAsync(Waiting.Limit, Token);

        // Whoever logs out now is closed by a later sweep than the one that could have closed the first.
        await LogOutAsync("bob");
        await LogOutAsync("eve");
        held.End.SetResult();

        await logout;
        await slow.ClosedAsync();
    }

    [Fact]
    public async Task A_refresh_token_that_comes_twice_over_the_connection_it_ends_is_refused_there_first()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var device = await app.ConnectAsync(ada, Token);
        await device.Hub.RefreshSession(new() { RefreshToken = ada.RefreshToken });

        Assert.Equal("unauthenticated", await Asking.CodeOfAsync(() => device.Hub.RefreshSession(new() { RefreshToken = ada.RefreshToken })));
        await device.ClosedAsync();
    }

    [Fact]
    public async Task Who_renewed_a_session_is_closed_like_everybody_when_it_ends()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var device = await app.ConnectAsync(ada, Token);
        var renewed = await device.Hub.RefreshSession(new() { RefreshToken = ada.RefreshToken });

        using var http = app.Http();
        using var logout = await http.PostAsync("/api/auth/logout", Asking.Json(new LogoutRequest { RefreshToken = renewed.RefreshToken }), Token);

        Assert.True(logout.IsSuccessStatusCode);
        await device.ClosedAsync();
    }

    [Fact]
    public async Task Whoever_goes_on_asking_is_closed_all_the_same()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var device = await app.ConnectAsync(ada, Token);
        var closed = device.ClosedAsync();
        var asking = AskUntilAsync(device, closed);

        using var http = app.Http();
        using var logout = await http.PostAsync("/api/auth/logout", Asking.Json(new LogoutRequest { RefreshToken = ada.RefreshToken }), Token);

        await closed;
        await asking;
    }

    /// <summary>As somebody does who wants to stay.</summary>
    private static async Task AskUntilAsync(TestConnection device, Task closed)
    {
        while (!closed.IsCompleted)
        {
            try { await device.Hub.RefreshSession(new() { RefreshToken = "unknown" }); }
            catch (Exception refused) when (refused is ChatRefusedException or InvalidOperationException or OperationCanceledException or IOException) { }
        }
    }

    private async Task LogOutAsync(string name)
    {
        await using var device = await app.ConnectAsync(await app.RegisterAsync(name, Token), Token);
        await device.Hub.Logout(new());
        await device.ClosedAsync();
    }

    public sealed class App : ChatApp
    {
        internal PromptBus Bus { get; } = new();

        protected override void Adjust(IServiceCollection services) => services.AddSingleton<INodeBus>(Bus);
    }

    /// <summary>Whoever says something knows that all have heard it; unless it is held up.</summary>
    internal sealed class PromptBus : BackgroundService, INodeBus
    {
        private readonly List<(string Topic, Func<string, CancellationToken, Task> Handler)> _handlers = [];
        private HeldWord? _held;

        public HeldWord HoldNext() => _held = new();

        public async Task PublishAsync(string topic, string payload, CancellationToken cancellationToken)
        {
            if (topic is "sessions" && Interlocked.Exchange(ref _held, null) is { } held)
            {
                held.Begun.SetResult();
                await held.End.Task.WaitAsync(Waiting.Limit, cancellationToken);
            }

            foreach (var (_, handler) in _handlers.Where(one => one.Topic == topic).ToArray()) { await handler(payload, cancellationToken); }
        }

        public IDisposable Subscribe(string topic, Func<string, CancellationToken, Task> handler)
        {
            _handlers.Add((topic, handler));
            return new MemoryStream();
        }

        public IDisposable OnReconnected(Func<CancellationToken, Task> handler) => new MemoryStream();

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    internal sealed class HeldWord
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
