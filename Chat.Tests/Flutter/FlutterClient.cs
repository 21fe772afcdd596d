using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Chat.Tests.Flutter;

/// <summary>A connection as <c>signalr_netcore</c> 1.4.3 makes it, with or without asking first how.</summary>
internal sealed class FlutterClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly FlutterFrames _frames;
    private readonly Queue<FlutterMessage> _events = new();
    private readonly Queue<FlutterMessage> _completions = new();
    private int _calls;

    private FlutterClient(FlutterFrames frames) => _frames = frames;

    /// <param name="inAddress">As on the web, where a WebSocket takes no headers.</param>
    public static async Task<FlutterClient> StartAsync(
        Uri server, FlutterFrames frames, bool skipNegotiation, string? token, bool inAddress, CancellationToken cancellationToken)
    {
        var client = new FlutterClient(frames);
        var query = skipNegotiation ? "" : $"?id={await NegotiateAsync(server, token, cancellationToken)}";
        if (token is not null && inAddress) { query += $"{(query.Length is 0 ? "?" : "&")}access_token={Uri.EscapeDataString(token)}"; }
        if (token is not null && !inAddress) { client._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}"); }
        await client._socket.ConnectAsync(new($"ws://{server.Authority}/hubs/chat{query}"), cancellationToken);

        // As text, also before binary messages.
        await client.SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"{{frames.Protocol}}","version":1}""" + '\u001e'), WebSocketMessageType.Text, cancellationToken);
        var answer = await client.ReceiveAsync(cancellationToken);
        var end = Array.IndexOf(answer, (byte)0x1e);
        Assert.Equal("{}", Encoding.UTF8.GetString(answer, 0, end));
        if (end + 1 < answer.Length) { client.Take(answer[(end + 1)..]); }
        return client;
    }

    public Task PingAsync(CancellationToken cancellationToken) => SendAsync(_frames.Ping, _frames.Kind, cancellationToken);

    /// <summary>The answer, or an error as the app shows it.</summary>
    public async Task<(JsonNode? Result, string? Error)> InvokeAsync(string method, JsonObject? argument, CancellationToken cancellationToken)
    {
        var id = $"{_calls++}";
        await SendAsync(_frames.Invocation(id, method, argument is null ? [] : [argument]), _frames.Kind, cancellationToken);
        FlutterMessage? answer;
        while (!_completions.TryDequeue(out answer)) { Take(await ReceiveAsync(cancellationToken)); }

        Assert.Equal(id, answer.InvocationId);
        return (answer.Result, answer.Error);
    }

    /// <summary>The next event of that name, compared as the package does; the others are passed over.</summary>
    public async Task<JsonObject> NextAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            FlutterMessage? told;
            while (!_events.TryDequeue(out told)) { Take(await ReceiveAsync(cancellationToken)); }

            if (string.Equals(told.Target, name, StringComparison.OrdinalIgnoreCase)) { return told.Arguments![0]!.AsObject(); }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static async Task<string> NegotiateAsync(Uri server, string? token, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server };
        if (token is not null) { http.DefaultRequestHeaders.Authorization = new("Bearer", token); }
        using var answer = await http.PostAsync("/hubs/chat/negotiate?negotiateVersion=1", new StringContent(""), cancellationToken);
        var said = (await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
        var sockets = said["availableTransports"]!.AsArray().Single(one => one!["transport"]!.GetValue<string>() is "WebSockets");
        Assert.Equal(["Text", "Binary"], sockets!["transferFormats"]!.AsArray().Select(one => one!.GetValue<string>()));
        return said["connectionToken"]!.GetValue<string>();
    }

    private void Take(byte[] received)
    {
        foreach (var message in _frames.Parse(received))
        {
            if (message.Type is 7) { throw new InvalidOperationException($"The server closed: {message.Error}"); }
            if (message.Type is 3) { _completions.Enqueue(message); }
            if (message.Type is not 1) { continue; }

            // The package makes a list of arguments of which none may be null.
            Assert.DoesNotContain(message.Arguments!, argument => argument is null);
            _events.Enqueue(message);
        }
    }

    private async Task SendAsync(byte[] bytes, WebSocketMessageType kind, CancellationToken cancellationToken) =>
        await _socket.SendAsync(bytes, kind, endOfMessage: true, cancellationToken);

    /// <summary>One whole WebSocket message, of the kind that the package takes for this protocol.</summary>
    private async Task<byte[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult read;
        do
        {
            read = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            Assert.Equal(_frames.Kind, read.MessageType);
            whole.Write(buffer, 0, read.Count);
        }
        while (!read.EndOfMessage);

        return whole.ToArray();
    }
}
