using System.Collections.Concurrent;
using Chat.Hubs.Connections;
using Microsoft.Extensions.Hosting;

namespace Chat.Hubs.Lanes;

/// <summary>Tells accounts to sync, in slices, so that they do not all ask the database in the same second.</summary>
internal sealed class SyncNotices(Devices devices, FanOut fanOut, OutboxRules rules, TimeProvider clock) : BackgroundService
{
    private const int Slice = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Bounded by the accounts that are online here.</summary>
    private readonly ConcurrentDictionary<Guid, byte> _waiting = [];
    private readonly SemaphoreSlim _work = new(0);

    public int TellAll() => Tell(devices.AccountIds);

    public int Tell(IEnumerable<Guid> accounts)
    {
        var told = accounts.Count(account => devices.IsHere(account) && _waiting.TryAdd(account, 0));
        if (told > 0) { _work.Release(); }
        return told;
    }

    public override void Dispose()
    {
        _work.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _work.WaitAsync(stoppingToken);
            foreach (var slice in _waiting.Keys.Chunk(Slice))
            {
                foreach (var account in slice)
                {
                    _waiting.TryRemove(account, out _);
                    fanOut.Send(account, rules.Behind);
                }

                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }
}
