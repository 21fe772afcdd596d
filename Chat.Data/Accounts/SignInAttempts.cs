using Chat.Core.Accounts;
using Npgsql;

namespace Chat.Data.Accounts;

/// <summary>Counts in the database, so that guessing on several nodes at once gains nothing and a restart forgives nothing.</summary>
internal sealed class SignInAttempts(ChatDatabase database, TimeProvider clock) : ISignInAttempts
{
    /// <summary>Failures further apart than this do not belong together.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private const string Waits = "SELECT max(locked_until) FROM sign_in_failures WHERE key = ANY($1) AND locked_until > $2";

    private const string Count =
        """
        INSERT INTO sign_in_failures AS f (key, count, last_at) VALUES ($1, 1, $2)
        ON CONFLICT (key) DO UPDATE
           SET count = CASE WHEN greatest(f.last_at, f.locked_until) < $3 THEN 1 ELSE f.count + 1 END, last_at = $2
        RETURNING count
        """;

    private const string Lock = "UPDATE sign_in_failures SET locked_until = greatest(locked_until, $2) WHERE key = $1";

    private const string Forgive = "UPDATE sign_in_failures SET count = greatest(count - 1, 0) WHERE key = $1";

    public async Task<TimeSpan?> EnterAsync(SignInDoor name, SignInDoor address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var ask = database.Source.CreateCommand(Waits);
        ask.Parameters.Add(new() { Value = new[] { name.Key, address.Key } });
        ask.Parameters.Add(new() { Value = now });
        if (await ask.ExecuteScalarAsync(cancellationToken) is DateTime until) { return until - now.UtcDateTime; }

        // Both are counted whatever the first says, or one would hide guesses from the other.
        var nameWait = await CountAsync(name, now, cancellationToken);
        var addressWait = await CountAsync(address, now, cancellationToken);
        return nameWait > addressWait || addressWait is null ? nameWait : addressWait;
    }

    public async Task SucceededAsync(SignInDoor name, SignInDoor address, CancellationToken cancellationToken)
    {
        await RunAsync("DELETE FROM sign_in_failures WHERE key = $1", [name.Key], cancellationToken);
        await RunAsync(Forgive, [address.Key], cancellationToken);
    }

    private async Task<TimeSpan?> CountAsync(SignInDoor door, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var count = database.Source.CreateCommand(Count);
        count.Parameters.Add(new() { Value = door.Key });
        count.Parameters.Add(new() { Value = now });
        count.Parameters.Add(new() { Value = now - Forgotten });
        var attempts = (int)(await count.ExecuteScalarAsync(cancellationToken))!;
        if (door.WaitAfter(attempts) is not { } wait) { return null; }

        await RunAsync(Lock, [door.Key, now + wait], cancellationToken);
        return wait;
    }

    private async Task RunAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(sql);
        foreach (var value in values) { command.Parameters.Add(new() { Value = value }); }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
