using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Tests.Client;

/// <summary>A conversation as simply as it can be: what the contract says, without a database.</summary>
internal sealed class ModelConversation(Guid id, DateTimeOffset createdAt)
{
    public Guid Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string Title { get; set; } = "tea";

    public long Revision { get; set; }

    public DateTimeOffset UpdatedAt { get; set; } = createdAt;

    public List<Message> Messages { get; } = [];

    public Dictionary<Guid, ModelMember> Members { get; } = [];

    public Conversation SeenBy(Guid userId)
    {
        var me = Members[userId];
        var visible = Messages.Where(message => message.Seq > me.ClearedUpToSeq).ToArray();
        return new()
        {
            Id = Id,
            Kind = ConversationKind.Group,
            Title = Title,
            Participants = [.. Members.Select(one => one.Value.ToParticipant(one.Key))],
            ParticipantCount = Members.Count,
            LastMessage = visible.LastOrDefault(),
            UnreadCount = visible.LongCount(message => message.Seq > me.LastReadSeq && message.SenderId != userId),
            LastSeq = Messages.Count,
            LastReadSeq = me.LastReadSeq,
            Revision = Revision,
            Muted = me.Muted,
            ClearedUpToSeq = me.ClearedUpToSeq,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}

internal sealed class ModelMember(DateTimeOffset joinedAt, long lastReadSeq)
{
    public long LastReadSeq { get; set; } = lastReadSeq;

    public long ClearedUpToSeq { get; set; }

    public bool Muted { get; set; }

    public long OwnRevision { get; set; }

    public Participant ToParticipant(Guid userId) => new()
    {
        User = ModelServer.UserOf(userId), Role = ParticipantRole.Member, JoinedAt = joinedAt, LastReadSeq = LastReadSeq,
    };
}
