using Chat.Contracts.Accounts;
using Chat.Core.Nodes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Tests.Accounts;

/// <summary>Whoever ended a session sees it ended with their next request, however late the nodes hear of it.</summary>
public sealed class EndingSessionsAtOnce(EndingSessionsAtOnce.App app) : IClassFixture<EndingSessionsAtOnce.App>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_refused_at_once_where_it_was_ended()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);
        using var before = await http.GetAsync("/api/me", Token);
        Assert.True(before.IsSuccessStatusCode);

        using var logout = await http.PostAsync("/api/auth/logout", Asking.Json(new LogoutRequest { RefreshToken = ada.RefreshToken }), Token);

        Assert.True(logout.IsSuccessStatusCode);
        using var answer = await http.GetAsync("/api/me", Token);
        Assert.Equal((401, "unauthenticated"), await Asking.ProblemOfAsync(answer, Token));
    }

    public sealed class App : ChatApp
    {
        protected override void Adjust(IServiceCollection services) => services.AddSingleton<INodeBus, LostWords>();
    }

    /// <summary>A bus on which nobody ever hears anything.</summary>
    private sealed class LostWords : BackgroundService, INodeBus
    {
        public Task PublishAsync(string topic, string payload, CancellationToken cancellationToken) => Task.CompletedTask;

        public IDisposable Subscribe(string topic, Func<string, CancellationToken, Task> handler) => new MemoryStream();

        public IDisposable OnReconnected(Func<CancellationToken, Task> handler) => new MemoryStream();

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }
}
