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
        var plain = Array.FindAll(added, IsPlain);
        if (plain is not []) { InsertPlain(batch, plain); }
        if (plain.Length < added.Length) { Insert(batch, Array.FindAll(added, one => !IsPlain(one))); }
        if (changed is not []) { Update(batch, changed); }

        Guid[] deleted = [.. changed.Where(one => one.DeletedAt is not null).Select(one => one.Id)];
        if (deleted is not []) { batch.Add(LogSql.DeleteAttachments).With(deleted); }
        (Message Message, Guid File)[] shown = [.. added.SelectMany(one => one.Attachments.Select(file => (one, file.Id)))];
        if (shown is not []) { Show(batch, shown); }
    }

    private static void InsertPlain(NpgsqlBatch batch, Message[] added) => batch.Add(LogSql.InsertPlainMessages)
        .With(Array.ConvertAll(added, one => one.Id))
        .With(Array.ConvertAll(added, one => one.ConversationId))
        .With(Array.ConvertAll(added, one => one.Seq))
        .With(Array.ConvertAll(added, one => one.Revision))
        .With(Array.ConvertAll(added, one => one.SenderId))
        .With(Array.ConvertAll(added, one => one.ClientMessageId))
        .With(Array.ConvertAll(added, one => one.Content))
        .With(added[0].CreatedAt.UtcDateTime);

    private static void Insert(NpgsqlBatch batch, Message[] added) => batch.Add(LogSql.InsertMessages)
        .With(Array.ConvertAll(added, one => one.Id))
        .With(Array.ConvertAll(added, one => one.ConversationId))
        .With(Array.ConvertAll(added, one => one.Seq))
        .With(Array.ConvertAll(added, one => one.Revision))
        .With(Array.ConvertAll(added, one => one.SenderId))
        .With(Array.ConvertAll(added, one => one.ClientMessageId))
        .With(Array.ConvertAll(added, one => EnumWords<MessageRole>.Of(one.Role)))
        .With(Array.ConvertAll(added, one => EnumWords<MessageType>.Of(one.Type)))
        .With(Array.ConvertAll(added, one => EnumWords<MessageStatus>.Of(one.Status)))
        .With(Array.ConvertAll(added, one => one.Content))
        .With(Array.ConvertAll(added, Attachments))
        .With(Array.ConvertAll(added, Reactions))
        .With(Array.ConvertAll(added, Mentions))
        .With(Array.ConvertAll(added, one => one.ReplyTo))
        .With(Array.ConvertAll(added, one => one.Emotion))
        .With(Array.ConvertAll(added, one => one.HeardUpTo))
        .With(Array.ConvertAll(added, one => one.CreatedAt.UtcDateTime))
        .With(Array.ConvertAll(added, one => one.EditedAt?.UtcDateTime))
        .With(Array.ConvertAll(added, one => one.DeletedAt?.UtcDateTime));

    private static void Update(NpgsqlBatch batch, Message[] changed)
    {
        batch.Add(LogSql.UpdateMessages)
            .With(Array.ConvertAll(changed, one => one.Id))
            .With(Array.ConvertAll(changed, one => one.Revision))
            .With(Array.ConvertAll(changed, one => EnumWords<MessageStatus>.Of(one.Status)))
            .With(Array.ConvertAll(changed, one => one.Content))
            .With(Array.ConvertAll(changed, Attachments))
            .With(Array.ConvertAll(changed, Reactions))
            .With(Array.ConvertAll(changed, Mentions))
            .With(Array.ConvertAll(changed, one => one.Emotion))
            .With(Array.ConvertAll(changed, one => one.HeardUpTo))
            .With(Array.ConvertAll(changed, one => one.EditedAt?.UtcDateTime))
            .With(Array.ConvertAll(changed, one => one.DeletedAt?.UtcDateTime))
            .With(Array.ConvertAll(changed, ReplyDetails.Write));

        // A message that is still being written is found when it is finished.
        var finished = Array.FindAll(changed, one => one.Status is not MessageStatus.Streaming);
        if (finished is []) { return; }
        batch.Add(LogSql.ChangeWords)
            .With(Array.ConvertAll(finished, one => one.ConversationId))
            .With(Array.ConvertAll(finished, one => one.Seq))
            .With(Array.ConvertAll(finished, one => WordVectors.Of(one.Content) ?? ""));
    }

    private static void Show(NpgsqlBatch batch, (Message Message, Guid File)[] shown) => batch.Add(LogSql.InsertAttachments)
        .With<Guid[]>([.. shown.Select(one => one.Message.Id)])
        .With<Guid[]>([.. shown.Select(one => one.File)])
        .With<Guid[]>([.. shown.Select(one => one.Message.ConversationId)])
        .With<long[]>([.. shown.Select(one => one.Message.Seq)]);

    private static string? Attachments(Message message) => MessageRows.WriteList(message.Attachments, ChatJson.Default.IReadOnlyListAttachment);

    private static string? Reactions(Message message) => MessageRows.WriteList(message.Reactions, ChatJson.Default.IReadOnlyListReaction);

    /// <summary>PostgreSQL's text of an array: an array of arrays would have to be rectangular.</summary>
    private static string? Mentions(Message message) => message.Mentions is { Count: > 0 } mentions ? $"{{{string.Join(',', mentions)}}}" : null;

    private static bool IsPlain(Message message) => message is
    {
        Role: MessageRole.User, Type: MessageType.Text, Status: MessageStatus.Complete, ClientMessageId: not null,
        Attachments: [], Reactions: [], Mentions: null or [], ReplyTo: null, Emotion: null, HeardUpTo: null, EditedAt: null, DeletedAt: null,
    };
}
