using System.Collections;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Security.Cryptography;
using Chat.Hubs.Connections.Output;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// A WebSocket as SignalR wants to see a connection, and nothing more: no pipes of its own, no table of features, no request. Ten
/// thousand of them mostly wait, so each field is looked at twice.
/// </summary>
internal sealed class StraightConnection : ConnectionContext, IFeatureCollection, IDuplexPipe,
    IConnectionIdFeature, IConnectionItemsFeature, IConnectionTransportFeature, IConnectionLifetimeFeature, IConnectionHeartbeatFeature, ITransferFormatFeature
{
    private readonly ConnectionContext _wire;
    private readonly SocketInput _input;
    private readonly SocketOutlet _outlet;
    private readonly GatheredOutput _output;
    private (Action<object> Beat, object State)[] _beats = [];
    private ChatConnection? _chat;
    private FeatureCollection? _others;
    private IDictionary<object, object?>? _items;

    public StraightConnection(ConnectionContext wire, Socket socket, TimeProvider clock)
    {
        _wire = wire;
        _input = new(wire.Transport.Input, this);
        _outlet = new(socket, this, clock);
        _output = new(_outlet);
        Transport = this;
    }

    // 128 random bits, as many as anywhere: nobody else's id is guessed.
    public override string ConnectionId { get; set; } = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));

    public override IFeatureCollection Features => this;

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new Dictionary<object, object?>();
        set => _items = value;
    }

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed
    {
        get => _wire.ConnectionClosed;
        set => throw new NotSupportedException();
    }

    PipeReader IDuplexPipe.Input => _input;

    PipeWriter IDuplexPipe.Output => _output;

    public TransferFormat SupportedFormats => TransferFormat.Binary | TransferFormat.Text;

    public TransferFormat ActiveFormat { get; set; } = TransferFormat.Text;

    bool IFeatureCollection.IsReadOnly => false;

    int IFeatureCollection.Revision => 0;

    public object? this[Type key]
    {
        get => key == typeof(ChatConnection) ? _chat : key.IsInstanceOfType(this) ? this : _others?[key];
        set
        {
            if (key == typeof(ChatConnection)) { _chat = (ChatConnection?)value; }
            else { (_others ??= new(initialCapacity: 1))[key] = value; }
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    IEnumerator<KeyValuePair<Type, object>> IEnumerable<KeyValuePair<Type, object>>.GetEnumerator() =>
        (_others ?? Enumerable.Empty<KeyValuePair<Type, object>>()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<Type, object>>)this).GetEnumerator();

    /// <summary>Only while the connection begins.</summary>
    public void OnHeartbeat(Action<object> action, object state) => _beats = [.. _beats, (action, state)];

    /// <summary>SignalR pings and looks for silence in these.</summary>
    public void Beat(long now, TimeSpan patience)
    {
        if (_outlet.IsStuck(now, patience))
        {
            Abort();
            return;
        }

        foreach (var (beat, state) in _beats) { beat(state); }
    }

    /// <summary>What the wire says of itself, between messages.</summary>
    public void Signal(byte[] frame) => _output.Signal(frame);

    /// <summary>The server stops: the hub says good-bye and ends.</summary>
    public void Stop() => _input.End();

    public override void Abort(ConnectionAbortedException abortReason) => Abort();

    public override void Abort()
    {
        _wire.Abort();
        _input.End();
    }

    /// <summary>Whoever runs the wire has it again, to close it.</summary>
    public Task ReleaseAsync() => _input.ReleaseAsync();

    /// <summary>What was written goes out, if it is taken soon, and the client is told that this is the end.</summary>
    public async Task FinishAsync(TimeSpan limit)
    {
        await _output.CompleteAsync();
        await _input.CompleteAsync();
        await _outlet.FinishAsync(limit);
        if (!_wire.ConnectionClosed.IsCancellationRequested && !_outlet.IsSending) { await _outlet.WriteAsync(Frame.Close(_input.Fault)); }
    }
}
