using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>Moves the caller's read mark forward; it never goes back.</summary>
public sealed class MarkRead(IMessageLog log)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, MarkReadRequest request, CancellationToken cancellationToken) =>
        request.Seq < 0
            ? Refusal.Invalid("seq is 0 or more.")
            : await log.AppendAsync(new Marking(request.ConversationId, caller.AccountId, request.Seq), cancellationToken);

    private sealed class Marking(Guid conversationId, Guid callerId, long seq) : Operation<Done>
    {
        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(conversationId, callerId);
            reads.OwnMessages.Add((conversationId, callerId, seq));
            reads.OwnCountersIfLarge.Add((conversationId, callerId));
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Seat(conversationId, callerId) is not var (conversation, member)) { return ConversationRefusals.NoConversation; }
            if (seq > conversation.LastSeq) { return Refusal.Invalid($"seq is at most {conversation.LastSeq}, the last message's."); }
            if (seq <= member.LastReadSeq)
            {
                state.TellAgain(this, conversation.HasReceipts ? Mark(conversation.Revision) : LogState.Own(member));
                return new Done();
            }

            if (seq > member.SeenUpTo) { member.OwnSent = conversation.OwnAfter(member, seq); }
            member.LastReadSeq = seq;
            member.Touch();
            if (conversation.HasReceipts) { state.Tell(Mark(conversation.Change())); } else { state.ChangeOwn(member); }
            return new Done();
        }

        private ReadMarkMoved Mark(long revision) =>
            new(new() { ConversationId = conversationId, UserId = callerId, Seq = seq, Revision = revision });
    }
}
