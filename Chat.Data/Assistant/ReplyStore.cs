using System.Globalization;
using Chat.Contracts.Assistant;
using Chat.Core.Assistant;
using Chat.Data.Conversations;
using Npgsql;

namespace Chat.Data.Assistant;

internal sealed class ReplyStore(ChatDatabase database) : IReplyStore
{
    public async Task OpenAsync(ReplyPlan plan, Guid nodeId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Open).With(plan.MessageId).With(plan.ConversationId).With(plan.QuestionId).With(plan.AskerId).With(nodeId).With(now.UtcDateTime);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task DropAsync(Guid messageId, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Drop).With(messageId);
        batch.Add(ReplySql.Settle).With(messageId);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task SaveAsync(
        Guid nodeId, IReadOnlyCollection<TextSoFar> texts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        if (texts.Count > 0)
        {
            // In one order, as every writer of several rows has it.
            var sorted = texts.OrderBy(one => one.MessageId).ToArray();
            batch.Add(ReplySql.SaveTexts).With<Guid[]>([.. sorted.Select(one => one.MessageId)])
                .With<long[]>([.. sorted.Select(one => one.Revision)]).With<string[]>([.. sorted.Select(one => one.Text)]);
        }

        batch.Add(ReplySql.Beat).With(nodeId).With(now.UtcDateTime);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task CloseAsync(ReplyPlan plan, ReplyCost cost, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Close).With(plan.MessageId).With(now.UtcDateTime).With(cost.Status).With(cost.Model)
            .With(cost.TokensIn).With(cost.TokensOut).With<int?>(cost.FirstToken is { } first ? (int)first.TotalMilliseconds : null);
        batch.Add(ReplySql.AddUsage).With(plan.AskerId).With(DateOnly.FromDateTime(now.UtcDateTime)).With(cost.TokensIn).With(cost.TokensOut);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ChargeAsync(Guid accountId, long tokensIn, long tokensOut, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Charge).With(accountId).With(DateOnly.FromDateTime(now.UtcDateTime)).With(tokensIn).With(tokensOut);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ReplyRecord>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.List).With(before).With(limit);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var records = new List<ReplyRecord>();
        while (await row.ReadAsync(cancellationToken)) { records.Add(Record(row)); }

        return records;
    }

    public async Task<IReadOnlyList<UsageOfDay>> UsageAsync(DateOnly since, int limit, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Usage).With(since).With(limit);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var days = new List<UsageOfDay>();
        while (await row.ReadAsync(cancellationToken))
        {
            var day = row.GetFieldValue<DateOnly>(0).ToString("O", CultureInfo.InvariantCulture);
            days.Add(new() { Day = day, Replies = row.GetInt32(1), TokensIn = row.GetInt64(2), TokensOut = row.GetInt64(3), User = UserRows.Read(row, 4) });
        }

        return days;
    }

    public async Task<IReadOnlyList<ReplyPlan>> OrphansAsync(Guid? nodeId, DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Orphans).With(nodeId ?? Guid.Empty).With(olderThan.UtcDateTime);
        return await PlansAsync(batch, cancellationToken);
    }

    public async Task<ReplyPlan?> FindAsync(Guid messageId, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Find).With(messageId);
        return (await PlansAsync(batch, cancellationToken)).FirstOrDefault();
    }

    public async Task<long> TokensAsync(Guid accountId, DateOnly day, CancellationToken cancellationToken)
    {
        await using var batch = database.Source.CreateBatch();
        batch.Add(ReplySql.Tokens).With(accountId).With(day);
        return (long)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    private static ReplyRecord Record(NpgsqlDataReader row) => new()
    {
        MessageId = row.GetGuid(0),
        ConversationId = row.GetGuid(1),
        AskerId = row.GetGuid(2),
        AskedAt = row.GetMoment(3),
        FinishedAt = row.IsDBNull(4) ? null : row.GetMoment(4),
        Status = row.IsDBNull(5) ? null : row.GetString(5),
        Model = row.IsDBNull(6) ? null : row.GetString(6),
        TokensIn = row.GetInt64(7),
        TokensOut = row.GetInt64(8),
        FirstTokenMs = row.IsDBNull(9) ? null : row.GetInt32(9),
    };

    private static async Task<List<ReplyPlan>> PlansAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var plans = new List<ReplyPlan>();
        while (await row.ReadAsync(cancellationToken)) { plans.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetGuid(3))); }

        return plans;
    }
}
