using Chat.Core.Presence;
using Chat.Hubs.Connections;

namespace Chat.Hubs.Presence;

/// <summary>What happened to the presence of this node's accounts since it was last brought to the database.</summary>
internal sealed class PresenceBoard : IPresenceNews, IDisposable
{
    /// <summary>A device that is back within this never went.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, DateTimeOffset> _leaving = [];
    private readonly HashSet<Guid> _here = [];
    private HashSet<Guid> _arrived = [];
    private HashSet<Guid> _stirred = [];
    private readonly Devices _devices;
    private readonly TimeProvider _clock;

    public PresenceBoard(Devices devices, TimeProvider clock)
    {
        (_devices, _clock) = (devices, clock);
        devices.Came += OnCame;
        devices.Went += OnWent;
    }

    public void Stirred(Guid accountId)
    {
        lock (_lock) { _stirred.Add(accountId); }
    }

    public PresenceStir Take()
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            Guid[] left = [.. _leaving.Where(one => one.Value <= now).Select(one => one.Key)];
            foreach (var account in left)
            {
                _leaving.Remove(account);
                _here.Remove(account);
            }

            var stir = new PresenceStir([.. _arrived], left, [.. _stirred]);
            (_arrived, _stirred) = ([], []);
            return stir;
        }
    }

    /// <summary>It could not be brought there; it is taken again, unless the account did something else meanwhile.</summary>
    public void PutBack(PresenceStir stir)
    {
        lock (_lock)
        {
            _stirred.UnionWith(stir.Stirred);
            _arrived.UnionWith(stir.Arrived);
            foreach (var account in stir.Left.Where(account => !_here.Contains(account))) { _leaving.TryAdd(account, DateTimeOffset.MinValue); }
        }
    }

    /// <summary>The database has forgotten this node.</summary>
    public void TellAllAgain()
    {
        lock (_lock) { _arrived.UnionWith(_here); }
    }

    public void Dispose()
    {
        _devices.Came -= OnCame;
        _devices.Went -= OnWent;
    }

    private void OnCame(Guid account)
    {
        lock (_lock)
        {
            _leaving.Remove(account);
            if (_here.Add(account)) { _arrived.Add(account); }
        }
    }

    private void OnWent(Guid account)
    {
        lock (_lock) { _leaving[account] = _clock.GetUtcNow() + Grace; }
    }
}

/// <summary>Accounts whose first device came here, whose last one went, and whose chosen status changed.</summary>
internal sealed record PresenceStir(Guid[] Arrived, Guid[] Left, Guid[] Stirred)
{
    public bool IsEmpty => Arrived.Length + Left.Length + Stirred.Length is 0;

    public Guid[] All => [.. Arrived.Union(Left).Union(Stirred)];
}
