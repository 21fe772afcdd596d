using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Emotions;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>Sends a message once, however often it is asked: answered when it is on disk.</summary>
public sealed class SendMessage(
    IMessageLog log, IHistory history, IAttachments attachments, Mentions mentions, CurrentMoods moods, AskAssistant assistant,
    AmongPeople amongPeople, TimeProvider clock)
{
    public Task<Result<Message>> HandleAsync(Caller caller, SendMessageRequest request, CancellationToken cancellationToken) =>
        HandleAsync(caller, request, placed: null, cancellationToken);

    /// <summary>With <paramref name="placed"/> called once nothing that is sent later can come before it.</summary>
    public async Task<Result<Message>> HandleAsync(Caller caller, SendMessageRequest request, Action? placed, CancellationToken cancellationToken)
    {
        var fileCount = request.AttachmentIds?.Count ?? 0;
        if (SendRules.Check(request) is { } refused) { return refused; }
        if (MessageText.Check(request.Content, mayBeEmpty: fileCount > 0).IsRefused(out var refusal, out var content)) { return refusal; }

        IReadOnlyList<Attachment> files = [];
        if (fileCount > 0)
        {
            if (await history.FindSentAsync(caller.AccountId, request.ClientMessageId, cancellationToken) is { } sent) { return sent; }
            var claimed = await attachments.ClaimAsync(caller.AccountId, [.. request.AttachmentIds!.Distinct()], cancellationToken);
            if (claimed.IsRefused(out refusal, out files!)) { return refusal; }
        }

        var draft = new Message
        {
            Id = MessageIds.New(clock.GetUtcNow()),
            ConversationId = request.ConversationId,
            Seq = 0,
            SenderId = caller.AccountId,
            Role = MessageRole.User,
            Type = request.Type ?? MessageType.Text,
            Content = content,
            Status = MessageStatus.Complete,
            Attachments = files,
            ReplyTo = request.ReplyTo,
            Reactions = [],
            Mentions = await mentions.FindAsync(request.ConversationId, content, cancellationToken),
            Emotion = request.Emotion ?? moods.WordOf(caller.AccountId),
            ClientMessageId = request.ClientMessageId,
            Revision = 0,
            CreatedAt = default,
        };
        var since = request.IfUnansweredSince;
        if (assistant.IsHere && AssistantAccount.IsNamedIn(content)) { return await assistant.HandleAsync(caller, draft, since, placed, cancellationToken); }

        // Which conversation it is, the log knows without a question of its own; until it has said so once, the next one waits behind.
        var isAmongPeople = amongPeople.Contains(request.ConversationId);
        var appended = await log.AppendAsync(new Sending(draft, since, isAmongPeople ? placed : null), cancellationToken);
        if (appended.IsRefused(out refusal, out _))
        {
            return ReferenceEquals(refusal, Sending.NeedsReply) ? await assistant.HandleAsync(caller, draft, since, placed, cancellationToken) : appended;
        }

        if (!isAmongPeople) { amongPeople.Add(request.ConversationId); }
        return appended;
    }
}
