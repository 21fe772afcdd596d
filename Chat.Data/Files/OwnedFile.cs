using System.Text;
using Chat.Native.Files;

namespace Chat.Data.Files;

/// <summary>Writes a small file that one user alone can read: whole or not at all.</summary>
internal static class OwnedFile
{
    public static void Write(string path, string text, UnixOwner? owner)
    {
        // A new name that must not exist: root must not write through a link that the folder's owner left there.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        owner?.Give(draft);
        File.Move(draft, path, overwrite: true);
    }
}
