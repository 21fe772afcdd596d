namespace Chat.Client.Saving;

/// <summary>Where one thing is kept between two runs of a program.</summary>
public interface IPersistence<T> where T : class
{
    /// <summary>Null when nothing was saved.</summary>
    Task<T?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Null forgets it. What was saved is whole, whatever happens meanwhile: the old one or the new one.</summary>
    Task SaveAsync(T? value, CancellationToken cancellationToken);
}

/// <summary>For programs that start anew each time.</summary>
public sealed class MemoryPersistence<T> : IPersistence<T> where T : class
{
    private volatile T? _value;

    public Task<T?> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(_value);

    public Task SaveAsync(T? value, CancellationToken cancellationToken)
    {
        _value = value;
        return Task.CompletedTask;
    }
}
