using System.IO.Pipelines;
using Chat.Contracts.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Lanes;

/// <summary>A connection whose reader reads when the test says so.</summary>
internal sealed class HeldConnection : HubConnectionContext
{
    private readonly List<SerializedHubMessage> _written = [];
    private TaskCompletionSource? _hold;

    public HeldConnection()
        : base(new DefaultConnectionContext("held", new Pipes(), new Pipes()), new() { KeepAliveInterval = TimeSpan.FromHours(1) }, NullLoggerFactory.Instance) =>
        Protocol = new MessagePackChatProtocol();

    public SerializedHubMessage[] Written
    {
        get
        {
            lock (_written) { return [.. _written]; }
        }
    }

    public bool IsAborted { get; private set; }

    public void Hold() => _hold = new();

    /// <summary>The reader reads on; everything that waited is written when this returns.</summary>
    public void Release()
    {
        var held = _hold!;
        _hold = null;
        held.SetResult();
    }

    public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
    {
        lock (_written) { _written.Add(message); }
        return _hold is { } hold ? new(hold.Task) : ValueTask.CompletedTask;
    }

    public override void Abort() => IsAborted = true;

    private sealed class Pipes : IDuplexPipe
    {
        private readonly Pipe _pipe = new();

        public PipeReader Input => _pipe.Reader;

        public PipeWriter Output => _pipe.Writer;
    }
}
