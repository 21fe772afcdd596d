namespace Chat.Client.Files;

/// <summary>How far a transfer is.</summary>
/// <param name="Done">Bytes.</param>
/// <param name="Total">Bytes; null when nobody said.</param>
public readonly record struct FileProgress(long Done, long? Total);
