using System.Collections.Frozen;
using Chat.Contracts.Messages;
using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Core.Messages;

/// <summary>What a request to send may hold, beside its text.</summary>
internal static class SendRules
{
    public const int MaxClientMessageId = 100;
    public const int MaxAttachments = 20;

    public static readonly FrozenSet<string> Emotions =
        FrozenSet.Create(StringComparer.Ordinal, "neutral", "happy", "sad", "angry", "surprised", "fearful", "disgusted", "contempt");

    public static Refusal? Check(SendMessageRequest request) => request switch
    {
        { ClientMessageId: not { Length: >= 1 and <= MaxClientMessageId } } =>
            Refusal.Invalid($"clientMessageId has 1 to {MaxClientMessageId} characters."),
        _ when !PlainText.IsWellFormed(request.ClientMessageId) => Refusal.Invalid("clientMessageId is not valid Unicode text."),
        { Type: MessageType.Call } => Refusal.Forbidden("Messages about calls are written by the server."),
        { Type: MessageType.Note } => Refusal.Forbidden("Notes are for agents in support conversations."),
        { Type: MessageType.Image or MessageType.File or MessageType.Audio or MessageType.Video, AttachmentIds: not { Count: > 0 } } =>
            Refusal.Invalid("A message of this type has at least one attachment."),
        { AttachmentIds.Count: > MaxAttachments } => Refusal.Invalid($"A message has at most {MaxAttachments} attachments."),
        { Emotion: { } emotion } when !Emotions.Contains(emotion) => Refusal.Invalid($"emotion is one of {string.Join(", ", Emotions.Order(StringComparer.Ordinal))}."),
        { IfUnansweredSince: < 0 } => Refusal.Invalid("ifUnansweredSince is a seq, 0 or more."),
        _ => null,
    };
}
