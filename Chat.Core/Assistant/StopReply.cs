using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Presence;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>Ends what the assistant is writing, from any device of anybody who may write there. Nothing running is no failure.</summary>
public sealed class StopReply(IConversationMembers conversations, IReplies replies)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        var members = await conversations.MembersAsync(conversationId, cancellationToken);
        if (members?.Contains(caller.AccountId) is not true) { return ConversationRefusals.NoConversation; }
        await replies.StopAsync(conversationId, cancellationToken);
        return new Done();
    }
}
