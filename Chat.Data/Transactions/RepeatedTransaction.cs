using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data.Transactions;

/// <summary>Runs work as one transaction, and again from the start when PostgreSQL took it as the victim of a conflict.</summary>
internal sealed class RepeatedTransaction(DbContext db, ILogger logger)
{
    private const int MaxAttempts = 5;

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await RunOnceAsync(work, cancellationToken); }
            catch (Exception failure) when (attempt < MaxAttempts && ConflictOf(failure) is not null)
            {
                logger.TransactionRepeated(attempt, ConflictOf(failure)!);
                db.ChangeTracker.Clear();
                await Task.Delay(Pause(attempt), cancellationToken);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static string? ConflictOf(Exception? failure) => failure switch
    {
        null => null,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } conflict => conflict.SqlState,
        _ => ConflictOf(failure.InnerException),
    };

    /// <summary>Of different length for each, so that two victims do not meet again.</summary>
    private static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, 10 << attempt));
}
