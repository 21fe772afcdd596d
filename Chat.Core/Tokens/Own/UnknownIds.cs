using System.Collections.Concurrent;

namespace Chat.Core.Tokens.Own;

/// <summary>Ids that were looked up a moment ago and are nobody's. Full, it takes no more until some have aged.</summary>
internal sealed class UnknownIds(TimeProvider clock)
{
    public const int Capacity = 1_000;

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);

    public bool Contains(string id) => _ids.TryGetValue(id, out var at) && clock.GetElapsedTime(at) < Lifetime;

    public void Add(string id)
    {
        if (_ids.Count >= Capacity) { RemoveAged(); }
        if (_ids.Count < Capacity) { _ids[id] = clock.GetTimestamp(); }
    }

    private void RemoveAged()
    {
        foreach (var (id, at) in _ids)
        {
            if (clock.GetElapsedTime(at) >= Lifetime) { _ids.TryRemove(id, out _); }
        }
    }
}
