namespace Chat.Core.Faces.Matching;

/// <summary>
/// Every enrolled vector of the model in use, in memory. A search is exact: a scan of one byte a number finds all that could be the
/// best within its error, and those are compared in full.
/// </summary>
public sealed class TemplateIndex : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly List<TemplateBlock> _blocks = [];
    private readonly Dictionary<Guid, List<int>> _places = [];
    private readonly List<Guid> _accounts = [];

    public int Count
    {
        get
        {
            _lock.EnterReadLock();
            try { return _accounts.Count; }
            finally { _lock.ExitReadLock(); }
        }
    }

    /// <summary>In place of what the account had.</summary>
    public void Replace(Guid accountId, IReadOnlyList<float[]> vectors)
    {
        _lock.EnterWriteLock();
        try
        {
            Remove(accountId);
            foreach (var vector in vectors) { Add(accountId, vector); }
        }
        finally { _lock.ExitWriteLock(); }
    }

    public void Clear()
    {
        _lock.EnterWriteLock();
        try
        {
            _blocks.Clear();
            _places.Clear();
            _accounts.Clear();
        }
        finally { _lock.ExitWriteLock(); }
    }

    /// <summary>The likest of all; null when there is none.</summary>
    public Likest? Search(ReadOnlySpan<float> vector)
    {
        _lock.EnterReadLock();
        try
        {
            var scan = new TemplateScan(vector);
            for (var at = 0; at < _blocks.Count; at++) { scan.Look(_blocks[at], at * TemplateBlock.Size); }
            var (place, likeness) = scan.Best(this, vector);
            return place < 0 ? null : new(_accounts[place], likeness);
        }
        finally { _lock.ExitReadLock(); }
    }

    /// <summary>The likest among these accounts, and the likest of another one of them.</summary>
    public (Likest? Best, Likest? Second) SearchAmong(IEnumerable<Guid> accounts, ReadOnlySpan<float> vector)
    {
        _lock.EnterReadLock();
        try
        {
            (Likest? Best, Likest? Second) found = (null, null);
            foreach (var account in accounts)
            {
                if (!_places.TryGetValue(account, out var places)) { continue; }
                var likeness = float.NegativeInfinity;
                foreach (var place in places) { likeness = MathF.Max(likeness, Exact(place, vector)); }
                var one = new Likest(account, likeness);
                if (found.Best is not { } best || likeness > best.Likeness) { found = (one, found.Best); }
                else if (found.Second is not { } second || likeness > second.Likeness) { found = (best, one); }
            }

            return found;
        }
        finally { _lock.ExitReadLock(); }
    }

    public void Dispose() => _lock.Dispose();

    internal float Exact(int place, ReadOnlySpan<float> vector) =>
        Vectors.Dot(vector, _blocks[place / TemplateBlock.Size].Vector(place % TemplateBlock.Size));

    private void Add(Guid accountId, float[] vector)
    {
        var place = _accounts.Count;
        if (place == _blocks.Count * TemplateBlock.Size) { _blocks.Add(new()); }
        _blocks[place / TemplateBlock.Size].Write(place % TemplateBlock.Size, vector);
        _accounts.Add(accountId);
        if (!_places.TryGetValue(accountId, out var places)) { _places[accountId] = places = []; }
        places.Add(place);
    }

    /// <summary>The last one takes the place of each that goes, so that no scan passes over holes.</summary>
    private void Remove(Guid accountId)
    {
        if (!_places.Remove(accountId, out var places)) { return; }
        foreach (var place in places.OrderDescending())
        {
            var last = _accounts.Count - 1;
            if (place != last)
            {
                _blocks[place / TemplateBlock.Size].Write(place % TemplateBlock.Size, _blocks[last / TemplateBlock.Size].Vector(last % TemplateBlock.Size));
                var mover = _accounts[last];
                _accounts[place] = mover;
                var moved = _places[mover];
                moved[moved.IndexOf(last)] = place;
            }

            _accounts.RemoveAt(last);
            _blocks[last / TemplateBlock.Size].Shorten();
            if (_blocks[^1].Count is 0) { _blocks.RemoveAt(_blocks.Count - 1); }
        }
    }
}

/// <param name="Likeness">The cosine: 1 for the very same vector, about 0 for strangers.</param>
public readonly record struct Likest(Guid AccountId, float Likeness);
