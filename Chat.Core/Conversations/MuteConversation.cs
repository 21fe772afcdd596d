using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>For the caller alone: nobody else hears of it.</summary>
public sealed class MuteConversation(IMessageLog log)
{
    public Task<Result<Done>> HandleAsync(Caller caller, MuteConversationRequest request, CancellationToken cancellationToken) =>
        log.AppendAsync(new Muting(request.ConversationId, caller.AccountId, request.Muted), cancellationToken);

    private sealed class Muting(Guid conversationId, Guid callerId, bool muted) : Operation<Done>
    {
        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(conversationId, callerId);
            reads.OwnCounters.Add((conversationId, callerId));
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Seat(conversationId, callerId) is not var (_, member)) { return ConversationRefusals.NoConversation; }
            if (member.Muted == muted)
            {
                state.TellAgain(this, LogState.Own(member));
                return new Done();
            }

            member.Muted = muted;
            state.ChangeOwn(member);
            return new Done();
        }
    }
}
