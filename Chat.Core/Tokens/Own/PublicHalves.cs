using System.Collections.Frozen;
using Chat.Core.Tokens.Jose;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Tokens.Own;

/// <summary>
/// All nodes' public halves, as last read from the database. An id nobody knows leads to one reading, shared by all who ask
/// meanwhile, and readings keep a distance, so that invented ids are no flood there.
/// </summary>
internal sealed class PublicHalves(ISigningKeyStore store, TimeProvider clock, ILogger<PublicHalves> logger) : IDisposable
{
    /// <summary>After this long a key taken out of the table is not trusted any more, on every node.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>A token signed with a key made a moment ago waits at most this long for the next reading.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly UnknownIds _unknown = new(clock);
    private volatile Reading _reading = new(FrozenDictionary<string, Half>.Empty, DateTimeOffset.MinValue);
    private long _attempts;
    private Attempt? _last;

    public async ValueTask<P256Key?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length != JwkText.ThumbprintLength) { return null; }

        var now = clock.GetUtcNow();
        var known = _reading.Halves.GetValueOrDefault(id);
        if (known is not null && now - _reading.At < MaxAge) { return known.KeyAt(now); }
        if (known is null && _unknown.Contains(id)) { return null; }

        await TryReadAsync(id, isNeeded: known is null, cancellationToken);
        if (_reading.Halves.TryGetValue(id, out var found)) { return found.KeyAt(now); }

        _unknown.Add(id);
        return null;
    }

    public async Task<IReadOnlyList<P256Key>> ListAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _reading.At >= MaxAge)
        {
            await TryReadAsync(wanted: null, isNeeded: _reading.Halves.Count == 0, cancellationToken);
        }

        var halves = _reading.Halves.Values.OrderBy(h => h.Key.Id, StringComparer.Ordinal);
        return [.. halves.Select(h => h.KeyAt(now)).OfType<P256Key>()];
    }

    public Task ReadAsync(CancellationToken cancellationToken) => ReadAsync(wanted: null, cancellationToken);

    private async Task ReadAsync(string? wanted, CancellationToken cancellationToken)
    {
        var before = Interlocked.Read(ref _attempts);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (wanted is not null && IsFresh(wanted)) { return; }

            // Somebody else's reading began after this question was asked, so its answer is this one's too, good or bad.
            if (_last is null || _last.Number <= before) { await AttemptAsync(cancellationToken); }
            if (_last?.Failure is { } failure)
            {
                throw new InvalidOperationException("The signing keys could not be read.", failure);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task AttemptAsync(CancellationToken cancellationToken)
    {
        if (_last is not null && Distance - clock.GetElapsedTime(_last.Timestamp) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, clock, cancellationToken);
        }

        var attempt = new Attempt(Interlocked.Increment(ref _attempts), clock.GetTimestamp(), Failure: null);
        try
        {
            var now = clock.GetUtcNow();
            var rows = await store.ListAsync(now, cancellationToken);
            _reading = new(rows.Select(Half.From).OfType<Half>().ToFrozenDictionary(h => h.Key.Id, StringComparer.Ordinal), now);
            _last = attempt;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _last = attempt with { Failure = failure };
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>While the database is away, what was read before goes on being good.</summary>
    private async Task TryReadAsync(string? wanted, bool isNeeded, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(wanted, cancellationToken);
        }
        catch (InvalidOperationException failure) when (!isNeeded)
        {
            logger.KeysNotRead(failure);
            _reading = _reading with { At = clock.GetUtcNow() - MaxAge + RetryAfter };
        }
    }

    private bool IsFresh(string id) => clock.GetUtcNow() - _reading.At < MaxAge && _reading.Halves.ContainsKey(id);

    private sealed record Attempt(long Number, long Timestamp, Exception? Failure);

    private sealed record Reading(FrozenDictionary<string, Half> Halves, DateTimeOffset At);

    private sealed record Half(P256Key Key, DateTimeOffset ExpiresAt)
    {
        /// <summary>The id is worked out anew: the table cannot give a key another's name.</summary>
        public static Half? From(SigningKey row) =>
            P256Key.FromSubjectPublicKeyInfo(row.PublicKey) is { } key && string.Equals(key.Id, row.Id, StringComparison.Ordinal)
                ? new(key, row.ExpiresAt)
                : null;

        public P256Key? KeyAt(DateTimeOffset now) => now < ExpiresAt ? Key : null;
    }
}
