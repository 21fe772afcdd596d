namespace Chat.Native.Files;

/// <summary>Finds what <c>npm ci</c> brought into <c>native/</c>: beside a published program, or above a built one.</summary>
public static class NativeFiles
{
    /// <summary>The folder <c>native</c>, or null when nothing was brought.</summary>
    public static string? Directory { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The folder of one npm package, or null when it is not there.</summary>
    public static string? Package(string name)
    {
        if (Directory is null) { return null; }
        var path = Path.Combine(Directory, "node_modules", Path.Combine(name.Split('/')));
        return System.IO.Directory.Exists(path) ? path : null;
    }

    private static string? Find(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            var native = Path.Combine(at.FullName, "native");
            if (System.IO.Directory.Exists(Path.Combine(native, "node_modules"))) { return native; }
        }

        return null;
    }
}
