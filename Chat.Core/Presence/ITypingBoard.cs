using Chat.Contracts.Accounts;

namespace Chat.Core.Presence;

/// <summary>Who is typing where, on this node; it tells the members on every node, and ends by itself what is not renewed.</summary>
public interface ITypingBoard
{
    /// <summary>False when it is not known that the account types there.</summary>
    bool TryRenew(Guid conversationId, Guid accountId, string connectionId);

    void Start(Guid conversationId, User user, string connectionId);

    void Stop(Guid conversationId, Guid accountId);
}
