using Chat.Api.Start;
using Chat.Client.Connecting;
using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Data;
using Chat.Core.Tokens;
using Chat.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Lanes;

/// <summary>The real server on a real database; only what the database says of conversations, and the clock where asked, are stood in for.</summary>
internal sealed class LaneServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private LaneServer(WebApplication app, FakeViews views, string folder) => (_app, Views, _folder) = (app, views, folder);

    public FakeViews Views { get; }

    public IServiceProvider Services => _app.Services;

    public IChangeDelivery Lane => Services.GetRequiredService<IChangeDelivery>();

    public Uri Address => new(_app.Urls.First());

    public static async Task<LaneServer> StartAsync(
        TestDatabase database, CancellationToken cancellationToken, FakeViews? views = null, TimeProvider? clock = null,
        Action<IServiceCollection>? adjust = null, params string[] settings)
    {
        var folder = Path.Combine(Path.GetTempPath(), "chat-node-" + Guid.NewGuid().ToString("N")[..8]);
        views ??= new();
        string[] args = ["--urls", "http://127.0.0.1:0", $"--Chat:Database={database.ConnectionString}", $"--Chat:Data:Directory={folder}", .. settings];
        var app = ChatServer.Build(args, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.RemoveAll<IConversationViews>().AddSingleton<IConversationViews>(views);
            if (clock is not null) { builder.Services.RemoveAll<TimeProvider>().AddSingleton(clock); }

            // A stalled reader sends no pings either, and these tests are about what happens before that is noticed.
            builder.Services.Configure<HubOptions>(hub => hub.ClientTimeoutInterval = TimeSpan.FromMinutes(10));
            adjust?.Invoke(builder.Services);
        });
        await app.StartChatAsync(cancellationToken);
        return new(app, views, folder);
    }

    public async Task<TestAccount> AccountAsync(string name, CancellationToken cancellationToken)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        var account = new Account { Username = name, UsernameKey = name, DisplayName = name, Role = UserRole.User, CreatedAt = DateTimeOffset.UnixEpoch };
        db.Accounts.Add(account);
        var family = scope.ServiceProvider.GetRequiredService<SessionIssue>().Begin(account);
        await db.SaveChangesAsync(cancellationToken);
        var token = await scope.ServiceProvider.GetRequiredService<IAccessTokens>().IssueAsync(account, family.Id, cancellationToken);
        return new(account.Id, token.Value);
    }

    public Task<Listener> ConnectAsync(TestAccount? account, CancellationToken cancellationToken, WireEncoding encoding = WireEncoding.MessagePack) =>
        Listener.ConnectAsync(Address, account?.Token, encoding, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (Directory.Exists(_folder)) { Directory.Delete(_folder, recursive: true); }
    }
}

internal sealed record TestAccount(Guid Id, string Token);
