using System.Net.Http.Headers;
using System.Net.Http.Json;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;

namespace Chat.Client.Connecting;

/// <summary>A server by its address.</summary>
public sealed class RemoteServer(Uri address, WireEncoding encoding = WireEncoding.MessagePack) : IChatServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The server's name may mean another machine tomorrow.
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = new(address.AbsoluteUri.TrimEnd('/') + "/"),
        Timeout = Patience,
    };

    public async Task<IChatConnection> OpenAsync(string accessToken, IChatClient events, CancellationToken cancellationToken)
    {
        var connection = new HubChatConnection(HubConnections.Create(address, _ => new(accessToken), encoding), events);
        try
        {
            await connection.StartAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<Session> RegisterAsync(RegisterUserRequest request, CancellationToken cancellationToken) =>
        PostAsync("api/auth/register", request, cancellationToken);

    public Task<Session> LogInAsync(LoginRequest request, CancellationToken cancellationToken) =>
        PostAsync("api/auth/login", request, cancellationToken);

    public Task<Session> RefreshAsync(RefreshSessionRequest request, CancellationToken cancellationToken) =>
        PostAsync("api/auth/refresh", request, cancellationToken);

    public async Task LogOutAsync(Session session, CancellationToken cancellationToken)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, "api/auth/logout")
        {
            Content = JsonContent.Create(new LogoutRequest { RefreshToken = session.RefreshToken }, options: ChatJson.Wire),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken) },
        };
        using var answer = await _http.SendAsync(post, cancellationToken);
        await answer.CheckAsync(cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Session> PostAsync<T>(string path, T body, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, ChatJson.Wire, cancellationToken);
        await answer.CheckAsync(cancellationToken);
        return await answer.Content.ReadFromJsonAsync<Session>(ChatJson.Wire, cancellationToken)
            ?? throw new HttpRequestException("The server's answer is empty.");
    }
}
