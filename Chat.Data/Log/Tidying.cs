using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Log;

/// <summary>
/// What the log leaves for later so that nobody waits for it: what was said in deleted conversations goes away in small steps. On
/// several nodes each does it, and whoever comes second finds little left.
/// </summary>
internal sealed class Tidying(ChatDatabase database, TimeProvider clock, ILogger<Tidying> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Asked for first, and by itself: a plan over both tables may well begin with all messages there are.
    private const string Deleted = "SELECT id FROM conversations WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1";

    // ARRAY keeps the two apart: the thousand are found by the index of their conversation, then deleted by theirs.
    private const string DeleteMessages =
        """
        WITH gone AS (DELETE FROM messages WHERE id = ANY(ARRAY(SELECT id FROM messages WHERE conversation_id = $1 LIMIT 1000)) RETURNING id, conversation_id, seq),
             shown AS (DELETE FROM message_attachments WHERE message_id IN (SELECT id FROM gone)),
             said AS (DELETE FROM message_words w USING gone WHERE w.conversation_id = gone.conversation_id AND w.seq = gone.seq)
        SELECT count(*) FROM gone
        """;

    private const string DeleteConversation =
        """
        WITH mark AS (DELETE FROM word_marks WHERE conversation_id = $1), memory AS (DELETE FROM assistant_conversations WHERE conversation_id = $1)
        DELETE FROM conversations WHERE id = $1
        """;

    private const int MaxSteps = 50;

    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        for (var step = 0; step < MaxSteps && await FindDeletedAsync(cancellationToken) is { } deleted; step++)
        {
            if ((long)(await AskAsync(DeleteMessages, deleted, cancellationToken))! is 0) { await AskAsync(DeleteConversation, deleted, cancellationToken); }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { await TidyAsync(stoppingToken); }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException) { logger.TidyingFailed(failure); }
        }
    }

    private async Task<Guid?> FindDeletedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Deleted);
        return (Guid?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<object?> AskAsync(string sql, Guid conversation, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = conversation });
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
