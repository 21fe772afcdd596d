using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Data.Conversations;
using Chat.Data.Naming;
using Chat.Data.Search;
using Npgsql;

namespace Chat.Data.Log;

internal static class MessageWrites
{
    public static void Add(NpgsqlBatch batch, Message[] added, Message[] changed)
    {
        if (added is not []) { Insert(batch, added); }
        if (changed is not []) { Update(batch, changed); }

        Guid[] deleted = [.. changed.Where(one => one.DeletedAt is not null).Select(one => one.Id)];
        if (deleted is not []) { batch.Add(LogSql.DeleteAttachments).With(deleted); }
        (Message Message, Guid File)[] shown = [.. added.SelectMany(one => one.Attachments.Select(file => (one, file.Id)))];
        if (shown is not []) { Show(batch, shown); }
    }

    private static void Insert(NpgsqlBatch batch, Message[] added) => batch.Add(LogSql.InsertMessages)
        .With<Guid[]>([.. added.Select(one => one.Id)])
        .With<Guid[]>([.. added.Select(one => one.ConversationId)])
        .With<long[]>([.. added.Select(one => one.Seq)])
        .With<long[]>([.. added.Select(one => one.Revision)])
        .With<Guid[]>([.. added.Select(one => one.SenderId)])
        .With<string?[]>([.. added.Select(one => one.ClientMessageId)])
        .With<string[]>([.. added.Select(one => EnumWords<MessageRole>.Of(one.Role))])
        .With<string[]>([.. added.Select(one => EnumWords<MessageType>.Of(one.Type))])
        .With<string[]>([.. added.Select(one => EnumWords<MessageStatus>.Of(one.Status))])
        .With<string[]>([.. added.Select(one => one.Content)])
        .With<string?[]>([.. added.Select(Attachments)])
        .With<string?[]>([.. added.Select(Reactions)])
        .With<string?[]>([.. added.Select(Mentions)])
        .With<Guid?[]>([.. added.Select(one => one.ReplyTo)])
        .With<string?[]>([.. added.Select(one => one.Emotion)])
        .With<int?[]>([.. added.Select(one => one.HeardUpTo)])
        .With<DateTime[]>([.. added.Select(one => one.CreatedAt.UtcDateTime)])
        .With<DateTime?[]>([.. added.Select(one => one.EditedAt?.UtcDateTime)])
        .With<DateTime?[]>([.. added.Select(one => one.DeletedAt?.UtcDateTime)])
        .With<string?[]>([.. added.Select(WordsOf)]);

    private static void Update(NpgsqlBatch batch, Message[] changed) => batch.Add(LogSql.UpdateMessages)
        .With<Guid[]>([.. changed.Select(one => one.Id)])
        .With<long[]>([.. changed.Select(one => one.Revision)])
        .With<string[]>([.. changed.Select(one => EnumWords<MessageStatus>.Of(one.Status))])
        .With<string[]>([.. changed.Select(one => one.Content)])
        .With<string?[]>([.. changed.Select(Attachments)])
        .With<string?[]>([.. changed.Select(Reactions)])
        .With<string?[]>([.. changed.Select(Mentions)])
        .With<string?[]>([.. changed.Select(one => one.Emotion)])
        .With<int?[]>([.. changed.Select(one => one.HeardUpTo)])
        .With<DateTime?[]>([.. changed.Select(one => one.EditedAt?.UtcDateTime)])
        .With<DateTime?[]>([.. changed.Select(one => one.DeletedAt?.UtcDateTime)])
        .With<string?[]>([.. changed.Select(WordsOf)]);

    private static void Show(NpgsqlBatch batch, (Message Message, Guid File)[] shown) => batch.Add(LogSql.InsertAttachments)
        .With<Guid[]>([.. shown.Select(one => one.Message.Id)])
        .With<Guid[]>([.. shown.Select(one => one.File)])
        .With<Guid[]>([.. shown.Select(one => one.Message.ConversationId)])
        .With<long[]>([.. shown.Select(one => one.Message.Seq)]);

    private static string? Attachments(Message message) => MessageRows.WriteList(message.Attachments, ChatJson.Default.IReadOnlyListAttachment);

    private static string? Reactions(Message message) => MessageRows.WriteList(message.Reactions, ChatJson.Default.IReadOnlyListReaction);

    /// <summary>PostgreSQL's text of an array: an array of arrays would have to be rectangular.</summary>
    private static string? Mentions(Message message) => message.Mentions is { Count: > 0 } mentions ? $"{{{string.Join(',', mentions)}}}" : null;

    /// <summary>A message that is still being written is found when it is finished.</summary>
    private static string? WordsOf(Message message) => message.Status is MessageStatus.Streaming ? null : WordVectors.Of(message.Content);
}
