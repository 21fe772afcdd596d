using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>
/// For the caller alone: everybody else keeps what was said. In a conversation with the assistant the messages themselves go, and
/// what is being written ends.
/// </summary>
public sealed class ClearHistory(IMessageLog log, IReplies replies, IAssistantMemory memory)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        var clearing = new Clearing(conversationId, caller.AccountId);
        var done = await log.AppendAsync(clearing, cancellationToken);
        if (!clearing.IsGone) { return done; }
        await replies.StopAsync(conversationId, cancellationToken);
        await memory.ForgetSummaryAsync(conversationId, cancellationToken);
        return done;
    }

    private sealed class Clearing(Guid conversationId, Guid callerId) : Operation<Done>
    {
        /// <summary>The messages are no more, for anybody.</summary>
        public bool IsGone { get; private set; }

        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(conversationId, callerId);
            reads.OwnCounters.Add((conversationId, callerId));
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Seat(conversationId, callerId) is not var (conversation, member)) { return ConversationRefusals.NoConversation; }
            if (conversation.Kind is ConversationKind.Assistant) { return Empty(state, conversation, member); }
            if (member.ClearedUpToSeq == conversation.LastSeq)
            {
                state.TellAgain(this, LogState.Own(member));
                return new Done();
            }

            (member.ClearedUpToSeq, member.OwnSent) = (conversation.LastSeq, 0);
            state.ChangeOwn(member);
            return new Done();
        }

        private Result<Done> Empty(LogState state, ConversationState conversation, MemberState member)
        {
            IsGone = true;
            var upTo = conversation.LastSeq;
            if (member.ClearedUpToSeq == upTo)
            {
                state.TellAgain(this, new HistoryEmptied(new() { ConversationId = conversationId, UpToSeq = upTo, Revision = conversation.Revision }));
                return new Done();
            }

            (member.ClearedUpToSeq, member.OwnSent) = (upTo, 0);
            member.Touch();
            conversation.Empty();
            state.Tell(new HistoryEmptied(new() { ConversationId = conversationId, UpToSeq = upTo, Revision = conversation.Change() }));
            return new Done();
        }
    }
}
