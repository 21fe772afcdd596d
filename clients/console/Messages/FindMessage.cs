using System.Globalization;
using Chat.Contracts;
using Chat.Contracts.Messages;
using Chat.Terminal.Conversations;
using Chat.Terminal.Running;

namespace Chat.Terminal.Messages;

/// <summary>A message as somebody types it: its id, or <c>conversation:seq</c>.</summary>
internal static class FindMessage
{
    public const string Help = "Its id, or conversation:number with the number that read shows.";

    public static async Task<Guid> AsMessageIdAsync(this IChatHub hub, string written, CancellationToken cancellationToken) =>
        Guid.TryParse(written, out var id) ? id : (await hub.AsMessageAsync(written, cancellationToken)).Id;

    /// <summary>By conversation and number alone: a message's id names no conversation to read it from.</summary>
    public static async Task<Message> AsMessageAsync(this IChatHub hub, string written, CancellationToken cancellationToken)
    {
        var at = written.LastIndexOf(':');
        if (at < 1 || !long.TryParse(written.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || seq < 1)
        {
            throw new UsageException($"\"{written}\" is no message. {Help}");
        }

        var conversation = await hub.AsConversationIdAsync(written[..at], cancellationToken);
        var page = await hub.GetMessages(new() { ConversationId = conversation, After = seq - 1, Limit = 1 }).WaitAsync(cancellationToken);
        return page.Messages is [var message] && message.Seq == seq
            ? message
            : throw new NotFoundException($"There is no message {seq} in \"{written[..at]}\".");
    }
}
