namespace Chat.Client.Saving;

/// <summary>
/// Saves for a client that goes on when its storage fails, as a full disk does: what could not be saved stays in memory, and is saved when
/// that works again.
/// </summary>
internal sealed class StorageHealth(Action<Exception?> tell)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StoragePart, Exception> _failures = [];

    /// <summary>Null while everything that should be saved is.</summary>
    public Exception? Failure
    {
        get { lock (_lock) { return _failures.Values.FirstOrDefault(); } }
    }

    public bool IsFailing(StoragePart part)
    {
        lock (_lock) { return _failures.ContainsKey(part); }
    }

    public async Task<bool> TryAsync(StoragePart part, Func<Task> save)
    {
        Exception? failure = null;
        try { await save(); }
        catch (Exception failed) when (failed is not OperationCanceledException) { failure = failed; }

        Note(part, failure);
        return failure is null;
    }

    private void Note(StoragePart part, Exception? failure)
    {
        bool isNews;
        lock (_lock)
        {
            var before = _failures.Count;
            if (failure is null) { _failures.Remove(part); } else { _failures[part] = failure; }

            isNews = before is 0 != _failures.Count is 0;
        }

        if (isNews) { tell(Failure); }
    }
}

internal enum StoragePart
{
    Session,
    Outbox,
    State,
}
