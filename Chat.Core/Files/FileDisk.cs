namespace Chat.Core.Files;

internal static class FileDisk
{
    // Errors of a full disk and of a spent disk quota: ENOSPC, EDQUOT on Linux, EDQUOT on macOS; on Windows the last two bytes of the HResult.
    private const int NoSpace = 28, NoQuota = 122, NoQuotaOnMac = 69, WindowsHandleFull = 39, WindowsDiskFull = 112;

    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        return new(path, options);
    }

    public static bool IsFull(IOException failure) => OperatingSystem.IsWindows()
        ? (failure.HResult & 0xFFFF) is WindowsHandleFull or WindowsDiskFull
        : failure.HResult is NoSpace or NoQuota || failure.HResult is NoQuotaOnMac && OperatingSystem.IsMacOS();
}
