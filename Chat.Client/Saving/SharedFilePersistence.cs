namespace Chat.Client.Saving;

/// <summary>One JSON file that several programs share, readable by its owner alone, with a lock file beside it.</summary>
public sealed class SharedFilePersistence<T>(string path, TimeProvider clock) : ISharedPersistence<T>, IDisposable where T : class
{
    // A file lock wakes nobody, so it is asked for again.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(20);

    // Longer than any renewal takes: its holder was stopped, not slow.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly JsonFilePersistence<T> _file = new(path);

    public Task<T?> LoadAsync(CancellationToken cancellationToken) => _file.LoadAsync(cancellationToken);

    public Task SaveAsync(T? value, CancellationToken cancellationToken) => _file.SaveAsync(value, cancellationToken);

    public async Task<IAsyncDisposable> HoldAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        while (true)
        {
            // The system lets go of it when its holder ends, however that ends. It is never deleted: the next one would lock another file.
            try { return new FileStream(path + ".lock", options); }
            catch (IOException) when (File.Exists(path + ".lock") && clock.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(AskAgainAfter, clock, cancellationToken);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
