using Chat.Core.Reminders;
using Chat.Data.Conversations;

namespace Chat.Data.Assistant;

internal sealed class ReminderStore(ChatDatabase database) : IReminderStore
{
    private const string Add =
        """
        INSERT INTO assistant_reminders (id, account_id, conversation_id, due_at, text)
        SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM assistant_reminders WHERE account_id = $2) < $6
        """;

    private const string Due = "SELECT id, account_id, conversation_id, due_at, text FROM assistant_reminders WHERE due_at <= $1 ORDER BY due_at LIMIT $2";

    private const string Remove = "DELETE FROM assistant_reminders WHERE id = $1";

    public async Task<bool> AddAsync(Reminder reminder, int most, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Add).With(reminder.Id).With(reminder.AccountId).With(reminder.ConversationId).With(reminder.DueAt.UtcDateTime).With(reminder.Text).With(most);
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    public async Task<IReadOnlyList<Reminder>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Due).With(now.UtcDateTime).With(limit);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var due = new List<Reminder>();
        while (await row.ReadAsync(cancellationToken)) { due.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetMoment(3), row.GetString(4))); }

        return due;
    }

    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(Remove).With(id);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
