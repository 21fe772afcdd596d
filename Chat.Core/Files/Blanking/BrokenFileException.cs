namespace Chat.Core.Files.Blanking;

/// <summary>A file that does not keep to its format. Thrown deep within a reader, caught by <see cref="FileBlanking"/> and nowhere else.</summary>
internal sealed class BrokenFileException(string message) : Exception(message);
