using System.Collections;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Chat.Hubs.Connections.Straight;

/// <summary>
/// A WebSocket as SignalR wants to see a connection, and nothing more: no pipes, no table of features, no request. Ten thousand of
/// them mostly wait, so each field is looked at twice.
/// </summary>
internal sealed class StraightConnection : ConnectionContext, IFeatureCollection, IDuplexPipe,
    IConnectionIdFeature, IConnectionItemsFeature, IConnectionTransportFeature, IConnectionLifetimeFeature, IConnectionHeartbeatFeature, ITransferFormatFeature
{
    private readonly HttpContext _http;
    private readonly SocketInput _input;
    private readonly SocketOutput _output;
    private readonly CancellationTokenSource _closed = new();
    private (Action<object> Beat, object State)[] _beats = [];
    private ChatConnection? _chat;
    private FeatureCollection? _others;
    private IDictionary<object, object?>? _items;

    public StraightConnection(HttpContext http, WebSocket socket, TimeProvider clock)
    {
        _http = http;
        _input = new(socket);
        _output = new(socket, this, clock);
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
        get => _closed.Token;
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
        if (_output.IsStuck(now, patience))
        {
            Abort();
            return;
        }

        foreach (var (beat, state) in _beats) { beat(state); }
    }

    /// <summary>The server stops: the hub says good-bye and ends.</summary>
    public void Stop() => _input.End();

    public override void Abort(ConnectionAbortedException abortReason) => Abort();

    public override void Abort()
    {
        _http.Abort();
        _input.End();
        if (!_closed.IsCancellationRequested) { ThreadPool.UnsafeQueueUserWorkItem(static self => self._closed.Cancel(), this, preferLocal: false); }
    }

    /// <summary>What was written goes out, if it is taken soon.</summary>
    public async Task FinishAsync(TimeSpan limit)
    {
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        await _output.Done.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
