namespace Chat.Core.Log;

/// <summary>What the operations of a batch must see, gathered so that it is read at once.</summary>
public sealed class LogReads
{
    /// <summary>They are locked until the batch is written.</summary>
    public HashSet<Guid> Conversations { get; } = [];

    /// <summary>Private conversations by their two members.</summary>
    public HashSet<string> Pairs { get; } = [];

    public HashSet<(Guid ConversationId, Guid AccountId)> Members { get; } = [];

    /// <summary>All members of the conversations that these own.</summary>
    public HashSet<(Guid ConversationId, Guid AccountId)> MembersIfOwner { get; } = [];

    public HashSet<Guid> Messages { get; } = [];

    /// <summary>Messages by what their senders called them.</summary>
    public HashSet<(Guid SenderId, string ClientMessageId)> Sent { get; } = [];

    /// <summary>The first message of somebody else after a seq.</summary>
    public HashSet<(Guid ConversationId, Guid AccountId, long Seq)> Answers { get; } = [];

    /// <summary>How many messages a member wrote between what they have read and a seq.</summary>
    public HashSet<(Guid ConversationId, Guid AccountId, long Seq)> OwnMessages { get; } = [];

    /// <summary>Counters of own states; locked as well, after the conversations and in the order of ids.</summary>
    public HashSet<(Guid ConversationId, Guid AccountId)> OwnCounters { get; } = [];

    /// <summary>The same, where the conversation has too many members to show read marks.</summary>
    public HashSet<(Guid ConversationId, Guid AccountId)> OwnCountersIfLarge { get; } = [];

    public void Member(Guid conversationId, Guid accountId)
    {
        Conversations.Add(conversationId);
        Members.Add((conversationId, accountId));
    }
}
