using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Chat.Native.Files;

/// <summary>A user of this Unix machine, and giving files to them. Only root may give.</summary>
public sealed partial record UnixOwner(string Name, uint UserId, uint GroupId)
{
    // getpwnam answers in memory that its next call overwrites.
    private static readonly Lock Lookup = new();

    public static UnixOwner? Find(string name)
    {
        if (OperatingSystem.IsWindows()) { return null; }
        lock (Lookup)
        {
            var entry = GetPasswordEntry(name);
            if (entry == IntPtr.Zero) { return null; }
            var found = Marshal.PtrToStructure<PasswordEntry>(entry);
            return new(name, found.UserId, found.GroupId);
        }
    }

    /// <summary>A link itself changes hands, never what it points to.</summary>
    public void Give(string path)
    {
        if (ChangeOwner(path, UserId, GroupId) != 0)
        {
            throw new IOException($"{path} cannot be given to {Name}", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    public void GiveTree(string folder)
    {
        Give(folder);
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null }) { GiveTree(entry.FullName); }
            else { Give(entry.FullName); }
        }
    }

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr GetPasswordEntry(string name);

    // The first four fields are the same in glibc, musl and macOS; nothing after them is read.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct PasswordEntry
    {
        private readonly IntPtr _name;
        private readonly IntPtr _password;
        public readonly uint UserId;
        public readonly uint GroupId;
    }
}
