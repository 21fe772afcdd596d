using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Files;

/// <summary>This machine's files, whose troubles are told apart from the server's.</summary>
internal static class LocalFiles
{
    public static FileStream OpenRead(string path)
    {
        if (Directory.Exists(path)) { throw new LocalFileException($"{path} is a folder."); }
        return Try(path, () => new FileStream(path, new FileStreamOptions { Access = FileAccess.Read, Options = FileOptions.Asynchronous | FileOptions.SequentialScan }));
    }

    public static T Try<T>(string path, Func<T> act)
    {
        try { return act(); }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LocalFileException($"{SafeText.OneLine(path)}: {failure.Message}", failure);
        }
    }
}
