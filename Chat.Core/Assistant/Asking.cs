using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Messages;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>
/// A question and the message of its reply, in one step: no crash leaves a question that nobody answers for. With a refusal of the
/// limits an assistant conversation takes no question; a group takes it as a message to people, and the reply says why there is none.
/// </summary>
internal sealed class Asking(Message question, Message reply, Refusal? beyondLimits, long? ifUnansweredSince, Action? placed)
    : Sending(question, ifUnansweredSince, placed)
{
    /// <summary>Null when nothing is to be answered: it was refused or asked before, or people are among themselves there.</summary>
    public Message? Reply { get; private set; }

    /// <summary>The asker and the assistant have the conversation to themselves.</summary>
    public bool IsAlone { get; private set; }

    public override void Read(LogReads reads)
    {
        base.Read(reads);
        reads.Messages.Add(reply.Id);
    }

    protected override Refusal? Check(ConversationState conversation) => conversation.Kind is ConversationKind.Assistant ? beyondLimits : null;

    protected override Result<Message> Apply(LogState state)
    {
        Reply = null;
        var sent = base.Apply(state);
        if (sent.IsRefused(out _, out var message) || message.Id != Draft.Id) { return sent; }

        var conversation = state.Conversation(Draft.ConversationId)!;
        if (conversation.Kind is not (ConversationKind.Assistant or ConversationKind.Group)) { return message; }
        IsAlone = conversation.Kind is ConversationKind.Assistant;

        // An earlier try may have been written without an answer.
        if (state.Message(reply.Id) is { } written) { state.TellAgain(this, new MessageAdded(written)); }
        else { written = state.Add(conversation, reply with { ReplyTo = IsAlone ? null : Draft.Id }); }

        Reply = written;
        return message;
    }
}
