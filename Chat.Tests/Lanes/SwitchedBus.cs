using System.Threading.Channels;
using Chat.Core.Nodes;
using Chat.Tests.Running;
using Microsoft.Extensions.Hosting;

namespace Chat.Tests.Lanes;

/// <summary>A bus between servers of one test that a node can be cut off from.</summary>
internal sealed class SwitchedBus
{
    private readonly List<Node> _nodes = [];

    public Node Join()
    {
        var node = new Node(this);
        _nodes.Add(node);
        return node;
    }

    internal sealed class Node(SwitchedBus bus) : BackgroundService, INodeBus
    {
        private readonly List<(string Topic, Func<string, CancellationToken, Task> Handler)> _handlers = [];
        private readonly List<Func<CancellationToken, Task>> _reconnected = [];
        private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Waits until so many changes were said by this node, whoever heard them.</summary>
        public async Task SaidAsync(int changes, CancellationToken cancellationToken)
        {
            using var limited = Waiting.Limited(cancellationToken);
            while (changes > 0) { changes -= (await _said.Reader.ReadAsync(limited.Token)).Count(letter => letter is '\n'); }
        }

        /// <summary>Hears nothing of what is said meanwhile, and does not notice.</summary>
        public bool IsDeaf { get; set; }

        /// <summary>What it says fails.</summary>
        public bool IsMute { get; set; }

        public Task Failed => _failed.Task;

        public Task ReconnectAsync() => Task.WhenAll(_reconnected.Select(handler => handler(CancellationToken.None)));

        public async Task PublishAsync(string topic, string payload, CancellationToken cancellationToken)
        {
            if (IsMute)
            {
                _failed.TrySetResult();
                throw new IOException("The bus is away.");
            }

            foreach (var node in bus._nodes.Where(node => !node.IsDeaf).ToArray()) { await node.HearAsync(topic, payload, cancellationToken); }
            if (topic == "changes") { _said.Writer.TryWrite(payload); }
        }

        public IDisposable Subscribe(string topic, Func<string, CancellationToken, Task> handler)
        {
            _handlers.Add((topic, handler));
            return new MemoryStream();
        }

        public IDisposable OnReconnected(Func<CancellationToken, Task> handler)
        {
            _reconnected.Add(handler);
            return new MemoryStream();
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

        private Task HearAsync(string topic, string payload, CancellationToken cancellationToken) =>
            Task.WhenAll(_handlers.Where(one => one.Topic == topic).Select(one => one.Handler(payload, cancellationToken)));
    }
}
