using Chat.Core.Tokens.Jose;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Tokens.Issuers;

/// <summary>
/// A published key set, kept and read again when it is old or does not have a key that a token names. One reading at a time
/// serves all who wait for it; if it fails, the set read before goes on.
/// </summary>
internal sealed class KeySet(string issuer, IJwksSource source, TimeProvider clock, ILogger logger) : IIssuerKeys, IDisposable
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    /// <summary>Whoever invents key ids makes this server ask the site no more often than this.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private volatile JwkSet? _keys;
    private Task _reading = Task.CompletedTask;
    private long? _readAt;

    public async ValueTask<TokenKey?> FindAsync(string algorithm, string? keyId, CancellationToken cancellationToken)
    {
        if (algorithm is JwsAlgorithm.Hs256) { return null; }

        // Nobody waits for the renewal of a set that has the key.
        var renewal = ReadAgain(MaxAge);
        if (_keys?.Find(algorithm, keyId) is { } known) { return known; }

        await renewal.WaitAsync(cancellationToken);
        if (_keys?.Find(algorithm, keyId) is { } renewed) { return renewed; }

        await ReadAgain(Distance).WaitAsync(cancellationToken);
        return _keys?.Find(algorithm, keyId);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>The reading in progress, a new one when the last began at least this long ago, or nothing to wait for.</summary>
    private Task ReadAgain(TimeSpan minimum)
    {
        lock (_gate)
        {
            if (!_reading.IsCompleted) { return _reading; }
            if (_readAt is { } last && clock.GetElapsedTime(last) < minimum) { return Task.CompletedTask; }

            _readAt = clock.GetTimestamp();

            // Its owner is this set, not the caller: one who goes away must not spoil it for the others.
            return _reading = Task.Run(() => ReadAsync(_end.Token), _end.Token);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var keys = JwkSet.Read(await source.ReadAsync(cancellationToken))
                ?? throw new IOException("there is no usable key in it");
            _keys = keys;
            logger.IssuerKeysRead(keys.Count, issuer);
        }
        catch (IOException failure)
        {
            logger.IssuerKeysNotRead(issuer, failure.Message);
        }
    }
}
