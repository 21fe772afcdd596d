using System.Collections.Concurrent;
using Chat.Contracts;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Tests.Checker;

/// <summary>Acknowledges a message that it threw away.</summary>
internal sealed class LosesASend : PlantedFault
{
    private int _calls;

    public override Task? Answer(IChatHub hub, object? request) =>
        request is SendMessageRequest send && Interlocked.Increment(ref _calls) % 5 is 0 ? Task.FromResult(Forged(send)) : null;

    private static Message Forged(SendMessageRequest send) => new()
    {
        Id = Guid.NewGuid(),
        ConversationId = send.ConversationId,
        Seq = 100_000,
        SenderId = Guid.NewGuid(),
        Role = MessageRole.User,
        Type = MessageType.Text,
        Content = send.Content,
        Status = MessageStatus.Complete,
        Attachments = [],
        Reactions = [],
        ClientMessageId = send.ClientMessageId,
        Revision = 100_000,
        CreatedAt = default,
    };
}

/// <summary>Acknowledges an edit, a deletion or a reaction that it threw away.</summary>
internal sealed class LosesAChange : PlantedFault
{
    private readonly ConcurrentDictionary<Guid, Message> _messages = new();

    public override Task? Tell(IChatClient client, string name, object? told)
    {
        if (told is Message message) { _messages[message.Id] = message; }
        return null;
    }

    public override Task? Answer(IChatHub hub, object? request) => request switch
    {
        SendMessageRequest send => SendAsync(hub, send),
        EditMessageRequest edit when _messages.TryGetValue(edit.MessageId, out var before) =>
            Task.FromResult(before with { Content = edit.Content, Revision = before.Revision + 1_000 }),
        MessageRequest delete when _messages.TryGetValue(delete.MessageId, out var before) =>
            Task.FromResult(before with { DeletedAt = before.CreatedAt }),
        _ => null,
    };

    // It may be edited sooner than it is told.
    private async Task<Message> SendAsync(IChatHub hub, SendMessageRequest send)
    {
        var sent = await hub.SendMessage(send);
        return _messages[sent.Id] = sent;
    }
}

/// <summary>Acknowledges read marks and keeps none.</summary>
internal sealed class ForgetsReadMarks : PlantedFault
{
    public override Task? Answer(IChatHub hub, object? request) => request is MarkReadRequest ? Task.FromResult(true) : null;
}

/// <summary>Writes each message under a second id as well, as if a retry were another one.</summary>
internal sealed class DoublesASend : PlantedFault
{
    public override Task? Answer(IChatHub hub, object? request) => request is SendMessageRequest send ? TwiceAsync(hub, send) : null;

    private static async Task<Message> TwiceAsync(IChatHub hub, SendMessageRequest send)
    {
        await hub.SendMessage(send with { ClientMessageId = send.ClientMessageId + " again" });
        return await hub.SendMessage(send);
    }
}

/// <summary>A repeat is answered as if it were a new message.</summary>
internal sealed class AnswersRepeatsAnew : PlantedFault
{
    private readonly ConcurrentDictionary<string, byte> _seen = new(StringComparer.Ordinal);

    public override Task? Answer(IChatHub hub, object? request) =>
        request is SendMessageRequest send && !_seen.TryAdd(send.ClientMessageId, 0) ? AnewAsync(hub, send) : null;

    private static async Task<Message> AnewAsync(IChatHub hub, SendMessageRequest send) => await hub.SendMessage(send) with { Id = Guid.NewGuid() };
}

/// <summary>Leaves out a message and says that its revision was something else, so that no device sees a hole.</summary>
internal sealed class DropsAnEvent : PlantedFault
{
    private int _events;

    public override Task? Tell(IChatClient client, string name, object? told) =>
        told is Message message && Interlocked.Increment(ref _events) % 7 is 0
            ? client.ReadMoved(new() { ConversationId = message.ConversationId, UserId = Guid.Empty, Seq = 0, Revision = message.Revision })
            : null;
}

/// <summary>A device is told a message at another one's place.</summary>
internal sealed class ReordersMessages : PlantedFault
{
    public override Task? Tell(IChatClient client, string name, object? told) =>
        told is Message { Seq: > 1 } message && name == nameof(IChatClient.MessageReceived)
            ? client.MessageReceived(message with { Seq = message.Seq - 1 })
            : null;
}

/// <summary>Tells what is not committed.</summary>
internal sealed class TellsTooEarly : PlantedFault
{
    public override Task? Tell(IChatClient client, string name, object? told) =>
        told is Message message && name == nameof(IChatClient.MessageUpdated) ? BothAsync(client, message) : null;

    private static async Task BothAsync(IChatClient client, Message message)
    {
        await client.MessageUpdated(message);
        await client.MessageUpdated(message with { Revision = message.Revision + 100_000 });
    }
}

/// <summary>A page of a sync lacks its last message and says that it is whole.</summary>
internal sealed class SyncsTooLittle : PlantedFault
{
    public override Task? Answer(IChatHub hub, object? request) => request is SyncRequest sync ? LessAsync(hub, sync) : null;

    private static async Task<SyncPage> LessAsync(IChatHub hub, SyncRequest sync)
    {
        var page = await hub.Sync(sync);
        return page with { Conversations = [.. page.Conversations.Select(one => one with { Messages = [.. one.Messages.SkipLast(1)] })] };
    }
}
