using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Log;

/// <summary>
/// What the log leaves for later so that no sender waits for it: new words go from the index's list into the index, and what
/// was said in deleted conversations goes away in small steps. On several nodes each does it, and whoever comes second finds little left.
/// </summary>
internal sealed class Tidying(ChatDatabase database, TimeProvider clock, ILogger<Tidying> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private const string IndexWords = "SELECT gin_clean_pending_list('ix_messages_words'::regclass)";

    private const string DeleteMessages =
        """
        DELETE FROM messages WHERE id IN (
            SELECT m.id FROM conversations c JOIN messages m ON m.conversation_id = c.id WHERE c.deleted_at IS NOT NULL LIMIT 1000)
        """;

    private const string DeleteAttachments =
        """
        DELETE FROM message_attachments a USING conversations c WHERE c.id = a.conversation_id AND c.deleted_at IS NOT NULL
        """;

    private const string DeleteConversations =
        """
        DELETE FROM conversations c WHERE c.deleted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id)
        """;

    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(IndexWords, cancellationToken);
        if (await ExecuteAsync(DeleteAttachments, cancellationToken) + await ExecuteAsync(DeleteMessages, cancellationToken) is 0)
        {
            await ExecuteAsync(DeleteConversations, cancellationToken);
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

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
