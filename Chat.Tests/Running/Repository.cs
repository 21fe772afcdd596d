namespace Chat.Tests.Running;

/// <summary>The clone these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Chat.sln"))) { return at.FullName; }
        }

        throw new DirectoryNotFoundException("These tests run from a clone: no Chat.sln was found above them.");
    }
}
