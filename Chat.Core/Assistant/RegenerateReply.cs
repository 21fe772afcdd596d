using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Messages;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>The same question once more: the reply's message goes back to <c>streaming</c> and is written again in its place.</summary>
public sealed class RegenerateReply(IMessageLog log, IHistory history, IReplyStore store, IReplies replies)
{
    private static readonly Refusal NotAReply = Refusal.Invalid("Only a reply of the assistant can be written again.");

    public async Task<Result<Message>> HandleAsync(Caller caller, Guid messageId, CancellationToken cancellationToken)
    {
        if (replies.Assistant is null) { return NoReplies.NoAssistant; }
        if (await history.ConversationOfAsync(messageId, caller.AccountId, cancellationToken) is null) { return ConversationRefusals.NoMessage; }
        if (await store.FindAsync(messageId, cancellationToken) is not { } before) { return NotAReply; }

        var plan = before with { AskerId = caller.AccountId };
        var restarting = new Restarting(plan);
        if ((await log.AppendAsync(restarting.Looking, cancellationToken)).IsRefused(out var refusal, out _)) { return refusal; }
        if ((await replies.AdmitAsync(caller, plan, cancellationToken)).IsRefused(out refusal, out _)) { return refusal; }
        var restarted = await log.AppendAsync(restarting, cancellationToken);
        if (restarted.IsRefused(out refusal, out var message))
        {
            await replies.WithdrawAsync(plan.MessageId, cancellationToken);
            return refusal;
        }

        replies.Begin(new(plan, message.Seq, message.Revision, restarting.IsAlone));
        return message;
    }

    private sealed class Restarting(ReplyPlan plan, bool isLooking = false) : Operation<Message>
    {
        public bool IsAlone { get; private set; }

        /// <summary>Whether it may be restarted, before anything is changed for it.</summary>
        public Restarting Looking => new(plan, isLooking: true);

        public override int Lane => plan.ConversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(plan.ConversationId, plan.AskerId);
            reads.Messages.Add(plan.MessageId);
        }

        protected override Result<Message> Apply(LogState state)
        {
            if (state.Seat(plan.ConversationId, plan.AskerId) is not var (conversation, member)) { return ConversationRefusals.NoMessage; }
            if (state.Message(plan.MessageId) is not { } message || message.Seq <= member.ClearedUpToSeq) { return ConversationRefusals.NoMessage; }
            if (message.Role is not MessageRole.Assistant || message.DeletedAt is not null) { return NotAReply; }

            IsAlone = conversation.Kind is ConversationKind.Assistant;
            if (message.Status is MessageStatus.Streaming)
            {
                if (!IsRepeat) { return Refusal.Conflict("This reply is still being written. Stop it first."); }
                state.TellAgain(this, new MessageChanged(message));
                return message;
            }

            if (isLooking) { return message; }
            return state.Replace(conversation, message with { Status = MessageStatus.Streaming, Content = "", Notice = null, Citations = null });
        }
    }
}
