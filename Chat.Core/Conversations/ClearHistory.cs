using Chat.Core.Accounts;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>For the caller alone: everybody else keeps what was said.</summary>
public sealed class ClearHistory(IMessageLog log)
{
    public Task<Result<Done>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken) =>
        log.AppendAsync(new Clearing(conversationId, caller.AccountId), cancellationToken);

    private sealed class Clearing(Guid conversationId, Guid callerId) : Operation<Done>
    {
        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(conversationId, callerId);
            reads.OwnCounters.Add((conversationId, callerId));
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Seat(conversationId, callerId) is not var (conversation, member)) { return ConversationRefusals.NoConversation; }
            if (member.ClearedUpToSeq == conversation.LastSeq)
            {
                state.TellAgain(this, LogState.Own(member));
                return new Done();
            }

            (member.ClearedUpToSeq, member.OwnSent) = (conversation.LastSeq, 0);
            state.ChangeOwn(member);
            return new Done();
        }
    }
}
