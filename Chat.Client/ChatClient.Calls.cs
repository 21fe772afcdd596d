using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Sending;
using Chat.Client.Storing;
using Chat.Contracts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Client;

public sealed partial class ChatClient
{
    /// <summary>Takes a text to be sent; it is in the outbox when this ends, and saved unless there is a <see cref="StorageFailure"/>.</summary>
    public Task<OutgoingMessage> SendAsync(Guid conversationId, string content, CancellationToken cancellationToken) =>
        SendAsync(new() { ConversationId = conversationId, ClientMessageId = $"{Guid.CreateVersion7()}", Content = content }, cancellationToken);

    /// <summary>The same with all that a message can have; its <c>clientMessageId</c> must be a new one.</summary>
    public Task<OutgoingMessage> SendAsync(SendMessageRequest request, CancellationToken cancellationToken) =>
        _outbox.AddAsync(request, cancellationToken);

    /// <summary>Sends a message again that was refused.</summary>
    public Task<OutgoingMessage> RetryAsync(OutgoingMessage failed, CancellationToken cancellationToken) =>
        _outbox.RetryAsync(failed, cancellationToken);

    /// <summary>Takes a message out of the outbox; one that is being sent may arrive all the same.</summary>
    public Task DiscardAsync(OutgoingMessage message, CancellationToken cancellationToken) => _outbox.RemoveAsync(message, cancellationToken);

    public Task MarkReadAsync(Guid conversationId, long seq, CancellationToken cancellationToken) =>
        RepeatAsync(hub => hub.MarkRead(new() { ConversationId = conversationId, Seq = seq }), cancellationToken);

    public Task MuteAsync(Guid conversationId, bool muted, CancellationToken cancellationToken) =>
        RepeatAsync(hub => hub.MuteConversation(new() { ConversationId = conversationId, Muted = muted }), cancellationToken);

    /// <summary>For this user alone.</summary>
    public Task ClearAsync(Guid conversationId, CancellationToken cancellationToken) =>
        RepeatAsync(hub => hub.ClearHistory(new() { ConversationId = conversationId }), cancellationToken);

    public Task<Message> EditAsync(Guid messageId, string content, CancellationToken cancellationToken) =>
        ChangeAsync(hub => hub.EditMessage(new() { MessageId = messageId, Content = content }), cancellationToken);

    public Task<Message> DeleteAsync(Guid messageId, CancellationToken cancellationToken) =>
        ChangeAsync(hub => hub.DeleteMessage(new() { MessageId = messageId }), cancellationToken);

    public Task<Message> ReactAsync(Guid messageId, string emoji, bool on, CancellationToken cancellationToken) =>
        ChangeAsync(hub => hub.React(new() { MessageId = messageId, Emoji = emoji, On = on }), cancellationToken);

    /// <summary>Asked once, like <see cref="AskAsync"/>. What was made is known when <see cref="CurrentAsync"/> ends, told or not.</summary>
    public async Task<Conversation> CreateConversationAsync(CreateConversationRequest request, CancellationToken cancellationToken)
    {
        var made = await AskAsync(hub => hub.CreateConversation(request), cancellationToken);
        _store.Receive(new ConversationEvent(made));
        return made;
    }

    /// <summary>Anything else, asked once over the open connection or the next one; it may fail without anybody knowing what came of it.</summary>
    public async Task<T> AskAsync<T>(Func<IChatHub, Task<T>> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        return await _patience.AnswerAsync(call(await _current.HubAsync(either.Token)), either.Token);
    }

    /// <summary>Until it is answered, over as many connections as it takes: only for what may be done twice.</summary>
    private async Task<T> RepeatAsync<T>(Func<IChatHub, Task<T>> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        for (var failures = 1; ; failures++)
        {
            var hub = await _current.HubAsync(either.Token);
            try { return await _patience.AnswerAsync(call(hub), either.Token); }
            catch (ChatRefusedException refusal) when (refusal.Code is ErrorCode.RateLimited or ErrorCode.Unavailable)
            {
                await _patience.WaitAsync(refusal, failures, either.Token);
            }
            catch (Exception failure) when (failure is not ChatRefusedException && !either.IsCancellationRequested)
            {
                await _patience.WaitAsync(failures, either.Token);
            }
        }
    }

    private Task<bool> RepeatAsync(Func<IChatHub, Task> call, CancellationToken cancellationToken) =>
        RepeatAsync<bool>(
            async hub =>
            {
                await call(hub);
                return true;
            }, cancellationToken);

    private async Task<Message> ChangeAsync(Func<IChatHub, Task<Message>> change, CancellationToken cancellationToken)
    {
        var changed = await RepeatAsync<Message>(change, cancellationToken);
        _store.Keep(changed);
        return changed;
    }
}
