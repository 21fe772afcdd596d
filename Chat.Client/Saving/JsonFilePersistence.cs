using System.Text.Json;

namespace Chat.Client.Saving;

/// <summary>
/// One JSON file, readable by its owner alone. It is written beside the old one and then takes its name. Two programs must not
/// share it: the second one's refresh token would be the first one's spent one. <see cref="SharedFilePersistence{T}"/> is for that.
/// </summary>
public sealed class JsonFilePersistence<T>(string path) : IPersistence<T>, IDisposable where T : class
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<T?> LoadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try { return await ReadAsync(cancellationToken); }
        finally { _turn.Release(); }
    }

    public async Task SaveAsync(T? value, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (value is null) { File.Delete(path); } else { await WriteAsync(value, cancellationToken); }
        }
        finally { _turn.Release(); }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<T?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) { return null; }
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<T>(file, SavedJson.Saved, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            // Forgotten by another program between the two looks.
            return null;
        }
        catch (JsonException)
        {
            // Kept for a person to look at: it may hold unsent messages.
            File.Move(path, path + ".broken", overwrite: true);
            return null;
        }
    }

    private async Task WriteAsync(T value, CancellationToken cancellationToken)
    {
        var fresh = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        await using (var file = new FileStream(fresh, options))
        {
            await JsonSerializer.SerializeAsync(file, value, SavedJson.Saved, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
