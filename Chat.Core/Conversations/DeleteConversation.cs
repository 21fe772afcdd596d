using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>
/// A group goes for all, by its owner, and so does a conversation with the assistant. A private conversation goes for the caller alone; it comes back with the next message, and
/// what was before stays cleared.
/// </summary>
public sealed class DeleteConversation(IMessageLog log)
{
    public Task<Result<Done>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken) =>
        log.AppendAsync(new Deleting(conversationId, caller.AccountId), cancellationToken);

    private sealed class Deleting(Guid conversationId, Guid callerId) : Operation<Done>
    {
        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(conversationId, callerId);
            reads.MembersIfOwner.Add((conversationId, callerId));
            reads.OwnCounters.Add((conversationId, callerId));
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (IsRepeat && state.Conversation(conversationId) is null) { return new Done(); }
            if (state.Seat(conversationId, callerId) is not var (conversation, caller)) { return ConversationRefusals.NoConversation; }
            return conversation.Kind switch
            {
                ConversationKind.Private => Hide(state, conversation, caller),
                ConversationKind.Group or ConversationKind.Assistant => caller.Role is ParticipantRole.Owner ? DeleteForAll(state, conversation) : Refusal.Forbidden(
                    "Only an owner may delete a group. Leave it instead."),
                _ => Refusal.Forbidden("This conversation cannot be deleted."),
            };
        }

        private Result<Done> Hide(LogState state, ConversationState conversation, MemberState caller)
        {
            if (caller.Hidden)
            {
                state.TellAgain(this, LogState.Own(caller));
                return new Done();
            }

            (caller.Hidden, caller.ClearedUpToSeq, caller.OwnSent) = (true, conversation.LastSeq, 0);
            conversation.HiddenCount++;
            conversation.Touch();
            state.ChangeOwn(caller);
            return new Done();
        }

        private Result<Done> DeleteForAll(LogState state, ConversationState conversation)
        {
            Guid[] members = [.. conversation.Members.Values.Where(one => one.Change is not MemberChange.Left).Select(one => one.AccountId)];
            state.Tell(new ConversationDeleted(conversationId, conversation.Change(), members));
            conversation.Delete();
            return new Done();
        }
    }
}
