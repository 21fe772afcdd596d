using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>An owner removes somebody, or somebody leaves. The last owner's place goes to whoever is there the longest.</summary>
public sealed class RemoveParticipant(IMessageLog log)
{
    public Task<Result<Done>> HandleAsync(Caller caller, RemoveParticipantRequest request, CancellationToken cancellationToken) =>
        log.AppendAsync(new Removing(request.ConversationId, caller.AccountId, request.UserId), cancellationToken);

    private sealed class Removing(Guid conversationId, Guid callerId, Guid removedId) : Operation<Done>
    {
        private static readonly Refusal NotIn = Refusal.NotFound("This person is not in the conversation.");

        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(conversationId, callerId);
            reads.Member(conversationId, removedId);
            reads.MembersIfOwner.Add((conversationId, removedId));
        }

        protected override Result<Done> Apply(LogState state)
        {
            var conversation = state.Conversation(conversationId);
            if (IsRepeat && conversation is not null && conversation.Member(removedId) is null) { return TellAgain(state, conversation); }
            if (conversation?.Member(callerId) is not { } caller) { return ConversationRefusals.NoConversation; }
            if (conversation.Kind is not ConversationKind.Group) { return ConversationRefusals.Fixed; }
            if (callerId != removedId && caller.Role is not ParticipantRole.Owner) { return ConversationRefusals.OnlyOwner; }
            if (conversation.Member(removedId) is not { } leaving) { return NotIn; }

            leaving.Change = MemberChange.Left;
            conversation.MemberCount--;
            conversation.UpdatedAt = state.Now;
            if (conversation.MemberCount is 0) { return DeleteEmpty(state, conversation); }
            if (leaving.Role is ParticipantRole.Owner) { PassOn(conversation); }
            state.Tell(new ConversationChanged(conversationId, conversation.Change(), [], [removedId]));
            return new Done();
        }

        private Result<Done> DeleteEmpty(LogState state, ConversationState conversation)
        {
            state.Tell(new ConversationDeleted(conversationId, conversation.Change(), [removedId]));
            conversation.Delete();
            return new Done();
        }

        private Result<Done> TellAgain(LogState state, ConversationState conversation)
        {
            state.TellAgain(this, new ConversationChanged(conversationId, conversation.Revision, [], [removedId]));
            return new Done();
        }

        private static void PassOn(ConversationState conversation)
        {
            var staying = conversation.Members.Values.Where(member => member.Change is not MemberChange.Left).ToArray();
            if (staying.Any(member => member.Role is ParticipantRole.Owner)) { return; }
            var heir = staying.OrderBy(member => member.JoinedAt).ThenBy(member => member.AccountId).First();
            heir.Role = ParticipantRole.Owner;
            heir.Touch();
        }
    }
}
