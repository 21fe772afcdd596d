using System.Net.Http.Json;
using Chat.Api.Start;
using Chat.Client.Connecting;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Running;

/// <summary>The real application on real sockets, with a database of its own.</summary>
public class ChatApp : IAsyncLifetime
{
    public const string Password = "correct horse 9 battery";

    private TestDatabase? _database;
    private WebApplication? _app;
    private string? _data;

    public Uri Address { get; private set; } = null!;

    /// <summary>Everything the server logged, at every level.</summary>
    public LogMemory Log { get; } = new();

    public TestDatabase Database => _database!;

    public IServiceProvider Services => _app!.Services;

    /// <summary>Settings of this application beside those every test has.</summary>
    protected virtual IReadOnlyList<string> Settings => [];

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(CancellationToken.None);
        (_app, _data) = await StartNodeAsync();
        Address = new(_app.Urls.First());
    }

    /// <summary>One more node on the same database.</summary>
    public async Task<OtherNode> StartAnotherAsync()
    {
        var (app, data) = await StartNodeAsync();
        return new(app, data);
    }

    public HttpClient Http(Session? session = null)
    {
        var http = new HttpClient { BaseAddress = Address };
        if (session is not null) { http.DefaultRequestHeaders.Authorization = new("Bearer", session.AccessToken); }
        return http;
    }

    /// <summary>A new user with a name that no other test has.</summary>
    public async Task<Session> RegisterAsync(string name, CancellationToken cancellationToken)
    {
        using var http = Http();
        var request = new RegisterUserRequest { Username = Unique(name), DisplayName = name, Password = Password };
        using var answer = await http.PostAsJsonAsync("/api/auth/register", request, ChatJson.Wire, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Session>(ChatJson.Wire, cancellationToken))!;
    }

    public Task<TestConnection> ConnectAsync(Session? session, CancellationToken cancellationToken, WireEncoding encoding = WireEncoding.MessagePack) =>
        TestConnection.OpenAsync(Address, session?.AccessToken, encoding, cancellationToken);

    public static string Unique(string name) => $"{name}-{Guid.NewGuid().ToString("N")[..8]}";

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) { await OtherNode.EndAsync(_app, _data!); }
        if (_database is not null) { await _database.DisposeAsync(); }
        GC.SuppressFinalize(this);
    }

    private async Task<(WebApplication App, string Data)> StartNodeAsync()
    {
        var data = Directory.CreateTempSubdirectory("chat-test-").FullName;
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--Chat:Data:Directory={data}", $"--Chat:Database={Database.ConnectionString}",
            "--Chat:Accounts:PasswordIterations=1000", .. Settings,
        ];
        var app = ChatServer.Build(args, builder =>
        {
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
            Adjust(builder.Services);
        });
        await app.StartChatAsync(TestContext.Current.CancellationToken);
        return (app, data);
    }

    /// <summary>What a test stands in for.</summary>
    protected virtual void Adjust(IServiceCollection services)
    {
    }
}

/// <summary>A second server on the same database.</summary>
public sealed class OtherNode(WebApplication app, string data) : IAsyncDisposable
{
    public Uri Address { get; } = new(app.Urls.First());

    public async ValueTask DisposeAsync() => await EndAsync(app, data);

    internal static async Task EndAsync(WebApplication app, string data)
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
