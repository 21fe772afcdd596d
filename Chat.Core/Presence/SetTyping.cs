using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Presence;

/// <summary>
/// Shows the others that somebody writes. In conversations of more than <see cref="MaxMembers"/> it is done and shown to nobody:
/// there it would be noise for a thousand readers, as read marks would be.
/// </summary>
public sealed class SetTyping(IChatDb db, IConversationMembers conversations, ITypingBoard board)
{
    public const int MaxMembers = 100;

    public async Task<Result<Done>> HandleAsync(
        Caller caller, string connectionId, SetTypingRequest request, CancellationToken cancellationToken)
    {
        var members = await conversations.MembersAsync(request.ConversationId, cancellationToken);
        if (members?.Contains(caller.AccountId) is not true) { return Refusal.NotFound("There is no such conversation."); }
        if (members.Count > MaxMembers) { return new Done(); }
        if (!request.IsTyping)
        {
            board.Stop(request.ConversationId, caller.AccountId);
            return new Done();
        }

        if (board.TryRenew(request.ConversationId, caller.AccountId, connectionId)) { return new Done(); }
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == caller.AccountId, cancellationToken);
        if (account is null) { return SessionRefusals.Ended; }
        board.Start(request.ConversationId, account.ToUser(), connectionId);
        return new Done();
    }
}
