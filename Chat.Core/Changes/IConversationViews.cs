using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Core.Changes;

/// <summary>What delivery reads from the database: never on the way of a plain message.</summary>
public interface IConversationViews
{
    /// <summary>All members' account ids, and the revision at which they were that.</summary>
    Task<MemberList?> MembersAsync(Guid conversationId, CancellationToken cancellationToken);

    /// <summary>The conversation as each of the given members sees it; those who are no members are left out.</summary>
    Task<IReadOnlyDictionary<Guid, Conversation>> ForAsync(
        Guid conversationId, IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken);

    /// <summary>The messages changed after <paramref name="revision"/>, in the order of their revisions, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Message>> ChangedSinceAsync(Guid conversationId, long revision, int limit, CancellationToken cancellationToken);

    /// <summary>Whether the two of them share a conversation, for each of the others.</summary>
    Task<IReadOnlySet<Guid>> SharingAsync(Guid accountId, IReadOnlyCollection<Guid> others, CancellationToken cancellationToken);

    /// <summary>Everybody who shares a conversation of at most <paramref name="maxMembers"/> members with the account.</summary>
    Task<IReadOnlyList<Guid>> ContactsAsync(Guid accountId, int maxMembers, CancellationToken cancellationToken);
}

public sealed record MemberList(IReadOnlyList<Guid> AccountIds, long Revision);
