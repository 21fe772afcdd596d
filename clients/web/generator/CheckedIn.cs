namespace Chat.Generator;

/// <summary>The generated file as the repository holds it.</summary>
internal static class CheckedIn
{
    public const string Path = "clients/web/library/src/generated/contract.ts";

    private const int MaxLines = 20;

    public static string FindRepository()
    {
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (File.Exists(System.IO.Path.Combine(at.FullName, "Chat.sln"))) { return at.FullName; }
            }
        }

        throw new DirectoryNotFoundException("The generator runs in a clone: no Chat.sln was found above it.");
    }

    /// <summary>The lines that one has and the other has not; null when both are the same.</summary>
    public static string? Difference(string found, string wanted)
    {
        if (found.ReplaceLineEndings("\n") == wanted) { return null; }
        var (old, fresh) = (found.ReplaceLineEndings("\n").Split('\n'), wanted.Split('\n'));
        string[] lines = [.. old.Except(fresh).Select(line => $"- {line}"), .. fresh.Except(old).Select(line => $"+ {line}")];
        return lines is [] ? "The same lines stand in another order." : string.Join('\n', lines.Take(MaxLines));
    }
}
