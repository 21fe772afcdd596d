using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Core.Tokens.Own;

/// <summary>
/// The key this node signs with now. It is found in the data directory or made, its public half in the database first, and
/// replaced when it is old; while the database is away an old key may go on for <see cref="Grace"/>.
/// </summary>
internal sealed class NodeKey(
    ISigningKeyStore store, PrivateKeyFiles files, IOptions<TokenOptions> options, TimeProvider clock, ILogger<NodeKey> logger)
    : IDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly TimeSpan _period = TimeSpan.FromDays(options.Value.SigningKeyDays);
    private volatile Current? _current;

    public async ValueTask<PrivateKey> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_current is { } current && clock.GetUtcNow() < current.RenewAt) { return current.Key; }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (_current is { } made && now < made.RenewAt) { return made.Key; }

            _current = await RenewAsync(now, cancellationToken);
            return _current.Key;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Current> RenewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(now, cancellationToken) ?? await MakeAsync(now, cancellationToken);
        }
        catch (Exception failure) when (_current is { } old && now < old.LastUse && failure is not OperationCanceledException)
        {
            logger.KeyNotRenewed(failure, old.Key.Id);
            return old with { RenewAt = now + RetryAfter };
        }
    }

    /// <summary>The newest key of this directory that is still young enough; files of the others go.</summary>
    private async Task<Current?> FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = files.List();
        if (ids.Count == 0) { return null; }

        var young = (await store.ListAsync(now, cancellationToken)).Where(k => now < k.CreatedAt + _period).ToList();
        foreach (var id in ids.Except(young.Select(k => k.Id), StringComparer.Ordinal)) { files.Remove(id); }

        return young
            .Where(k => ids.Contains(k.Id, StringComparer.Ordinal))
            .OrderByDescending(k => k.CreatedAt)
            .Select(k => files.Read(k.Id) is { } key ? Keep(key, k.CreatedAt) : null)
            .FirstOrDefault(k => k is not null);
    }

    private async Task<Current> MakeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = PrivateKey.Create();
        var row = new SigningKey
        {
            Id = key.Id,
            PublicKey = key.ToSubjectPublicKeyInfo(),
            CreatedAt = now,
            ExpiresAt = now + _period + Grace + OwnToken.Lifetime + OwnToken.Tolerance,
        };

        // The row first: every node must be able to check what this one signs from its first token on.
        await store.AddAsync(row, cancellationToken);
        files.Write(key);
        logger.KeyMade(key.Id);
        await store.RemoveExpiredAsync(now, cancellationToken);
        return Keep(key, now);
    }

    private Current Keep(PrivateKey key, DateTimeOffset createdAt) => new(key, createdAt + _period, createdAt + _period + Grace);

    /// <param name="LastUse">From here on it must not sign: a token would outlive the public half.</param>
    private sealed record Current(PrivateKey Key, DateTimeOffset RenewAt, DateTimeOffset LastUse);
}
