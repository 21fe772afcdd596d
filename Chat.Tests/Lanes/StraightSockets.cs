using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Chat.Hubs.Connections.Straight;
using Chat.Tests.Running;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Lanes;

/// <summary>What a socket brings reaches the hub whole, whatever becomes of the socket or of the read.</summary>
public sealed class StraightSockets : IAsyncLifetime
{
    private static readonly TimeSpan Limit = Waiting.Limit;

    private WebSocket _client = null!;
    private ConnectionContext _server = null!;
    private SocketConnectionContextFactory _transport = null!;
    private Socket _wire = null!;
    private StraightConnection _connection = null!;
    private PipeReader _input = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        _wire = new(SocketType.Stream, ProtocolType.Tcp);
        await _wire.ConnectAsync(door.LocalEndpoint, Token);
        var taken = await door.AcceptSocketAsync(Token);
        _client = WebSocket.CreateFromStream(new NetworkStream(_wire, ownsSocket: true), new WebSocketCreationOptions());
        _transport = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
        _server = _transport.Create(taken);
        _connection = new(_server, taken, TimeProvider.System);
        _connection.ActiveFormat = TransferFormat.Binary;
        _input = _connection.Transport.Input;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _connection.ReleaseAsync().WaitAsync(Limit, CancellationToken.None);
        await _server.DisposeAsync();
        _transport.Dispose();
    }

    [Fact]
    public async Task What_is_sent_arrives_whole_however_it_is_cut()
    {
        var sent = new byte[100_000];
        Random.Shared.NextBytes(sent);
        var sending = SendInPiecesAsync(sent, 7, 1, 4_096, 30_000, 5, 65_891);
        var came = new List<byte>();
        while (came.Count < sent.Length)
        {
            var result = await ReadAsync();

            // Half of it is left for the next time, as half a message is, until there is nothing more to wait for.
            var buffer = came.Count + result.Buffer.Length == sent.Length ? result.Buffer : result.Buffer.Slice(0, result.Buffer.Length / 2);
            came.AddRange(buffer.ToArray());
            _input.AdvanceTo(buffer.End, result.Buffer.End);
        }

        await sending;
        Assert.Equal(sent, came);
    }

    [Fact]
    public async Task What_was_not_looked_at_is_there_at_once()
    {
        await SendInPiecesAsync([1, 2, 3], 3);
        var first = await ReadAsync();
        _input.AdvanceTo(first.Buffer.GetPosition(1));
        var second = await ReadAsync();
        Assert.Equal([2, 3], second.Buffer.ToArray());
        _input.AdvanceTo(second.Buffer.End);
    }

    [Fact]
    public async Task A_read_that_is_called_off_does_no_harm_to_the_socket()
    {
        var read = _input.ReadAsync(Token).AsTask();
        _input.CancelPendingRead();
        Assert.True((await read.WaitAsync(Limit, Token)).IsCanceled);

        using var impatient = new CancellationTokenSource();
        var waited = _input.ReadAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waited.WaitAsync(Limit, Token));

        await SendInPiecesAsync([4, 5], 2);
        Assert.Equal([4, 5], (await ReadAsync()).Buffer.ToArray());
    }

    [Fact]
    public async Task A_client_that_closes_ends_the_input()
    {
        await _client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Token);
        Assert.True((await ReadAsync()).IsCompleted);
    }

    [Fact]
    public async Task A_cut_line_ends_the_input_and_throws_nothing()
    {
        var read = _input.ReadAsync(Token).AsTask();
        _wire.LingerState = new(enable: true, seconds: 0);
        _wire.Close();
        Assert.True((await read.WaitAsync(Limit, Token)).IsCompleted);
    }

    [Fact]
    public async Task A_server_that_stops_ends_a_waiting_read()
    {
        var read = _input.ReadAsync(Token).AsTask();
        _connection.Stop();
        Assert.True((await read.WaitAsync(Limit, Token)).IsCompleted);
    }

    [Fact]
    public async Task What_is_written_arrives_whole_and_in_order_at_a_reader_who_is_slow()
    {
        const int pieces = 400;
        var expected = new MemoryStream();
        var writing = Task.Run(async () =>
        {
            for (var at = 0; at < pieces; at++)
            {
                var piece = new byte[at * 37 % 70_000];
                Array.Fill(piece, (byte)at);
                expected.Write(piece);
                await _connection.Transport.Output.WriteAsync(piece, Token);
            }
        }, Token);

        var came = new MemoryStream();
        var total = Enumerable.Range(0, pieces).Sum(at => at * 37 % 70_000);
        var buffer = new byte[30_000];
        while (came.Length < total)
        {
            var read = await _client.ReceiveAsync(buffer.AsMemory(), Token).AsTask().WaitAsync(Limit, Token);
            Assert.NotEqual(WebSocketMessageType.Close, read.MessageType);
            came.Write(buffer, 0, read.Count);
        }

        await writing;
        Assert.Equal(expected.ToArray(), came.ToArray());
    }

    private async Task<ReadResult> ReadAsync() => await _input.ReadAsync(Token).AsTask().WaitAsync(Limit, Token);

    private async Task SendInPiecesAsync(byte[] bytes, params int[] pieces)
    {
        var at = 0;
        foreach (var piece in pieces)
        {
            await _client.SendAsync(bytes.AsMemory(at, piece), WebSocketMessageType.Binary, endOfMessage: true, Token);
            at += piece;
        }

        Assert.Equal(bytes.Length, at);
    }
}
