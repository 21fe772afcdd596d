using Chat.Contracts.Messages;

namespace Chat.Core.Messages;

/// <summary>Messages that are on disk, for those who may see them.</summary>
public interface IHistory
{
    /// <summary>Null for strangers.</summary>
    Task<MessagePage?> PageAsync(Guid conversationId, Guid accountId, HistoryWindow window, CancellationToken cancellationToken);

    /// <summary>The conversation of a message that the account may see.</summary>
    Task<Guid?> ConversationOfAsync(Guid messageId, Guid accountId, CancellationToken cancellationToken);

    /// <summary>What the sender sent under this id before.</summary>
    Task<Message?> FindSentAsync(Guid senderId, string clientMessageId, CancellationToken cancellationToken);

    /// <summary>Every message that somebody wrote and did not delete, a page at a time.</summary>
    IAsyncEnumerable<Message> WrittenByAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>Those of the keys that are user names of members.</summary>
    Task<IReadOnlyDictionary<string, Guid>> MembersByNameAsync(
        Guid conversationId, IReadOnlyCollection<string> usernameKeys, CancellationToken cancellationToken);
}

/// <summary>Before or after a seq, or so many back from the newest.</summary>
public sealed record HistoryWindow(long? Before, long? After, long Offset, int Limit);
