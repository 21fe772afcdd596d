namespace Chat.Core.Presence;

/// <summary>Who is in a conversation, remembered: it is asked far too often for the database.</summary>
public interface IConversationMembers
{
    /// <summary>Null when there is no such conversation.</summary>
    ValueTask<IReadOnlyList<Guid>?> MembersAsync(Guid conversationId, CancellationToken cancellationToken);
}
