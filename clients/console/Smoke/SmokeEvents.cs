using System.Threading.Channels;
using Chat.Contracts.Messages;
using Chat.Terminal.Running;

namespace Chat.Terminal.Smoke;

/// <summary>Hears the messages of the receiving connection.</summary>
internal sealed class SmokeEvents : Silence
{
    // A check sends a handful; an account that is in use gets others' too, of which the oldest may go.
    private readonly Channel<Message> _messages = Channel.CreateBounded<Message>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    public override Task MessageReceived(Message message)
    {
        _messages.Writer.TryWrite(message);
        return Task.CompletedTask;
    }

    public async Task<Message> UntilAsync(Guid messageId, CancellationToken cancellationToken)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            if (message.Id == messageId) { return message; }
        }

        throw new InvalidOperationException("The events ended.");
    }
}
