using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

public sealed class RenameConversation(IMessageLog log, GetConversation get)
{
    public async Task<Result<Conversation>> HandleAsync(
        Caller caller, RenameConversationRequest request, CancellationToken cancellationToken)
    {
        if (Titles.Check(request.Title).IsRefused(out var refusal, out var title)) { return refusal; }
        var done = await log.AppendAsync(new Renaming(request.ConversationId, caller.AccountId, title), cancellationToken);
        return done.IsRefused(out refusal, out _) ? refusal : await get.HandleAsync(caller, request.ConversationId, cancellationToken);
    }

    private sealed class Renaming(Guid conversationId, Guid callerId, string title) : Operation<Done>
    {
        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads) => reads.Member(conversationId, callerId);

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Seat(conversationId, callerId) is not var (conversation, caller)) { return ConversationRefusals.NoConversation; }
            if (conversation.Kind is not (ConversationKind.Group or ConversationKind.Assistant)) { return ConversationRefusals.Fixed; }
            if (caller.Role is not ParticipantRole.Owner) { return ConversationRefusals.OnlyOwner; }
            if (conversation.Title == title)
            {
                state.TellAgain(this, new ConversationChanged(conversationId, conversation.Revision, [], []));
                return new Done();
            }

            (conversation.Title, conversation.UpdatedAt) = (title, state.Now);
            state.Tell(new ConversationChanged(conversationId, conversation.Change(), [], []));
            return new Done();
        }
    }
}
