using System.Collections.Concurrent;
using Chat.Core.Tokens;
using Chat.Core.Tokens.Own;

namespace Chat.Tests.Tokens;

/// <summary>The keys' table of several nodes, without a database.</summary>
internal sealed class MemoryKeyStore : ISigningKeyStore
{
    private readonly ConcurrentDictionary<string, SigningKey> _rows = new(StringComparer.Ordinal);
    private int _readings;

    public int Readings => _readings;

    public bool IsAway { get; set; }

    /// <summary>When set, readings wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public IReadOnlyCollection<SigningKey> Rows => [.. _rows.Values];

    public void Remove(string id) => _rows.TryRemove(id, out _);

    public async Task<IReadOnlyList<SigningKey>> ListAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readings);
        if (Hold is { } hold) { await hold.Task.WaitAsync(cancellationToken); }

        ThrowIfAway();
        return [.. _rows.Values.Where(k => k.ExpiresAt > now)];
    }

    public Task AddAsync(SigningKey key, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        Assert.True(_rows.TryAdd(key.Id, key));
        return Task.CompletedTask;
    }

    public Task RemoveExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        foreach (var key in _rows.Values.Where(k => k.ExpiresAt <= now)) { _rows.TryRemove(key.Id, out _); }
        return Task.CompletedTask;
    }

    private void ThrowIfAway()
    {
        if (IsAway) { throw new IOException("The database is away."); }
    }
}
