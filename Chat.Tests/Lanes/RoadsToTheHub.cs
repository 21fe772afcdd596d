using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Chat.Tests.Fakes;
using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Tests.Lanes;

/// <summary>A WebSocket comes to the hub by itself or after a negotiation, and is the same there.</summary>
public sealed class RoadsToTheHub : IAsyncLifetime
{
    private const char End = '\u001e';

    private static readonly TimeSpan Limit = Waiting.Limit;

    private readonly FakeClock _clock = new();
    private TestDatabase _database = null!;
    private LaneServer _server = null!;
    private TestAccount _ada = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Token);
        _server = await LaneServer.StartAsync(_database, Token, clock: _clock, adjust: services =>
            services.Configure<HubOptions>(hub => hub.KeepAliveInterval = TimeSpan.FromMilliseconds(1)));
        _ada = await _server.AccountAsync("ada", Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task By_itself_it_is_whom_its_token_names()
    {
        using var socket = await OpenAsync($"?access_token={_ada.Token}");
        await ReadUntilAsync(socket, $"\"userId\":\"{_ada.Id}\"");
    }

    [Fact]
    public async Task After_a_negotiation_it_is_the_connection_that_was_negotiated()
    {
        using var http = new HttpClient { BaseAddress = _server.Address };
        using var answer = await http.PostAsync(new Uri($"/hubs/chat/negotiate?negotiateVersion=1&access_token={_ada.Token}", UriKind.Relative), content: null, Token);
        var negotiated = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        using var socket = await OpenAsync($"?access_token={_ada.Token}&id={negotiated.GetProperty("connectionToken").GetString()}");
        await ReadUntilAsync(socket, $"\"connectionId\":\"{negotiated.GetProperty("connectionId").GetString()}\"");
    }

    [Fact]
    public async Task Who_only_waits_gets_signs_of_life()
    {
        using var socket = await OpenAsync("");
        await ReadUntilAsync(socket, "\"target\":\"connected\"");
        Assert.True(await _clock.AdvanceUntilAsync(ReadUntilAsync(socket, "{\"type\":6}"), Token));
    }

    [Fact]
    public async Task A_server_that_stops_closes_it_in_order()
    {
        using var socket = await OpenAsync("");
        await ReadUntilAsync(socket, "\"target\":\"connected\"");
        var closed = ReadUntilAsync(socket, "\"type\":7");
        _server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await closed;
    }

    private async Task<ClientWebSocket> OpenAsync(string query)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(_server.Address) { Scheme = "ws", Path = "/hubs/chat", Query = query }.Uri, Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"json","version":1}{{End}}"""), WebSocketMessageType.Text, endOfMessage: true, Token);
        return socket;
    }

    private static async Task<bool> ReadUntilAsync(ClientWebSocket socket, string text)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        var (kept, buffer) = ("", new byte[16 * 1024]);
        while (!kept.Contains(text, StringComparison.OrdinalIgnoreCase))
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            Assert.NotEqual(WebSocketMessageType.Close, read.MessageType);
            kept += Encoding.UTF8.GetString(buffer, 0, read.Count);
        }

        return true;
    }
}
