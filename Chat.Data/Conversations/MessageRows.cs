using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Data.Naming;

namespace Chat.Data.Conversations;

/// <summary>Messages with their senders.</summary>
internal static class MessageRows
{
    /// <summary>Of <c>messages m</c> and <c>accounts a</c>, in the order of <see cref="Read"/>.</summary>
    public const string Columns =
        """
        m.id, m.conversation_id, m.seq, m.revision, m.sender_id, m.client_message_id, m.role, m.type, m.status, m.content,
        m.attachments, m.reactions, m.mentions, m.reply_to, m.emotion, m.heard_up_to, m.created_at, m.edited_at, m.deleted_at, m.reply,
        """ + UserRows.Columns;

    public const string WithSender = "JOIN accounts a ON a.id = m.sender_id";

    private const int Sender = 20;

    /// <summary>Columns of a query's own come after these.</summary>
    public const int Count = Sender + UserRows.Count;

    public static Message Read(DbDataReader row) => row.IsDBNull(19) ? ReadPlain(row) : ReplyDetails.Read(row.GetString(19), ReadPlain(row));

    private static Message ReadPlain(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ConversationId = row.GetGuid(1),
        Seq = row.GetInt64(2),
        Revision = row.GetInt64(3),
        SenderId = row.GetGuid(4),
        ClientMessageId = row.IsDBNull(5) ? null : row.GetString(5),
        Role = EnumWords<MessageRole>.Read(row.GetString(6)),
        Type = EnumWords<MessageType>.Read(row.GetString(7)),
        Status = EnumWords<MessageStatus>.Read(row.GetString(8)),
        Content = row.GetString(9),
        Attachments = ReadList(row, 10, ChatJson.Default.IReadOnlyListAttachment),
        Reactions = ReadList(row, 11, ChatJson.Default.IReadOnlyListReaction),
        Mentions = row.IsDBNull(12) ? null : row.GetFieldValue<Guid[]>(12),
        ReplyTo = row.IsDBNull(13) ? null : row.GetGuid(13),
        Emotion = row.IsDBNull(14) ? null : row.GetString(14),
        HeardUpTo = row.IsDBNull(15) ? null : row.GetInt32(15),
        CreatedAt = row.GetMoment(16),
        EditedAt = row.IsDBNull(17) ? null : row.GetMoment(17),
        DeletedAt = row.IsDBNull(18) ? null : row.GetMoment(18),
        Sender = UserRows.Read(row, Sender),
    };

    /// <summary>Null when there is nothing to write down.</summary>
    public static string? WriteList<T>(IReadOnlyList<T> list, JsonTypeInfo<IReadOnlyList<T>> type) =>
        list.Count is 0 ? null : JsonSerializer.Serialize(list, type);

    private static IReadOnlyList<T> ReadList<T>(DbDataReader row, int at, JsonTypeInfo<IReadOnlyList<T>> type) =>
        row.IsDBNull(at) ? [] : JsonSerializer.Deserialize(row.GetString(at), type)!;
}

internal static class Moments
{
    extension(DbDataReader row)
    {
        public DateTimeOffset GetMoment(int at) => new(row.GetDateTime(at), TimeSpan.Zero);
    }
}
