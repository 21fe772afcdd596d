using Chat.Contracts.Conversations;

namespace Chat.Core.Conversations;

/// <summary>Conversations as one member sees them. What a stranger asks for is not there.</summary>
public interface IConversationLists
{
    /// <summary>Newest activity first.</summary>
    Task<IReadOnlyList<Conversation>> PageAsync(
        Guid accountId, ConversationKind? kind, ActivityCursor? before, int limit, CancellationToken cancellationToken);

    Task<ParticipantPage?> ParticipantsAsync(Guid conversationId, Guid accountId, Guid? after, int limit, CancellationToken cancellationToken);

    Task<Guid?> FindPairAsync(string pair, CancellationToken cancellationToken);

    /// <summary>The groups that the account is in.</summary>
    Task<IReadOnlyList<Guid>> GroupsAsync(Guid accountId, CancellationToken cancellationToken);
}

/// <summary>Where a page of conversations ended.</summary>
public sealed record ActivityCursor(DateTimeOffset UpdatedAt, Guid Id);
