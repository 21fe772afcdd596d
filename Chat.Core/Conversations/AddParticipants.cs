using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;
using Chat.Core.Search;

namespace Chat.Core.Conversations;

/// <summary>Lets people into a group. Those who are in it already stay as they are.</summary>
public sealed class AddParticipants(IMessageLog log, IPeople people, GetConversation get)
{
    public async Task<Result<Conversation>> HandleAsync(
        Caller caller, AddParticipantsRequest request, CancellationToken cancellationToken)
    {
        if (request.UserIds is not { Count: > 0 }) { return Refusal.Invalid("Name at least one person to add."); }
        Guid[] added = [.. request.UserIds.Distinct()];
        if (added.Length > ConversationState.MaxMembers) { return ConversationRefusals.TooMany; }

        // Who may add is known before anything is told about who exists.
        var seen = await get.HandleAsync(caller, request.ConversationId, cancellationToken);
        if (seen.IsRefused(out var refusal, out _)) { return refusal; }
        var users = await people.GetAsync(added, cancellationToken);
        if (users.Count != added.Length) { return ConversationRefusals.NoUser; }

        var done = await log.AppendAsync(new Adding(request.ConversationId, caller.AccountId, added, users), cancellationToken);
        return done.IsRefused(out refusal, out _) ? refusal : await get.HandleAsync(caller, request.ConversationId, cancellationToken);
    }

    private sealed class Adding(Guid conversationId, Guid callerId, Guid[] added, IReadOnlyDictionary<Guid, User> users) : Operation<Done>
    {
        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(conversationId, callerId);
            foreach (var one in added) { reads.Members.Add((conversationId, one)); }
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Seat(conversationId, callerId) is not var (conversation, caller)) { return ConversationRefusals.NoConversation; }
            if (conversation.Kind is not ConversationKind.Group) { return ConversationRefusals.Fixed; }
            if (caller.Role is not ParticipantRole.Owner) { return ConversationRefusals.OnlyOwner; }

            Guid[] joining = [.. added.Where(one => conversation.Member(one) is null)];
            if (conversation.MemberCount + joining.Length > ConversationState.MaxMembers) { return ConversationRefusals.TooMany; }
            if (joining.Length is 0)
            {
                state.TellAgain(this, new ConversationChanged(conversationId, conversation.Revision, added, []));
                return new Done();
            }

            // Known by name at once: one who comes back may write in this same batch.
            foreach (var one in joining) { Founding.Seat(conversation, one, ParticipantRole.Member, state.Now, users[one]); }

            conversation.MemberCount += joining.Length;
            conversation.UpdatedAt = state.Now;
            state.Tell(new ConversationChanged(conversationId, conversation.Change(), joining, []));
            return new Done();
        }
    }
}
