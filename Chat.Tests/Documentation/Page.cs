using Chat.Tests.Running;

namespace Chat.Tests.Documentation;

/// <summary>A page of the documentation, and the code in it.</summary>
internal static class Page
{
    /// <summary>The first piece of code below a heading, or of the page, in the language.</summary>
    public static string Code(string page, string? heading, string fence = "```")
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
        var from = heading is null ? 0 : text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"{page} has no section \"{heading}\".");
        var begin = text.IndexOf('\n', text.IndexOf($"\n{fence}", from, StringComparison.Ordinal) + 1) + 1;
        return text[begin..text.IndexOf("\n```", begin, StringComparison.Ordinal)];
    }

    /// <summary>The lines of a source file between two marks, set out as far as the first one is set in.</summary>
    public static string Marked(string file, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, file));
        var from = Array.FindIndex(lines, line => line.TrimStart() == $"// {name} begins.") + 1;
        var to = Array.FindIndex(lines, line => line.TrimStart() == $"// {name} ends.");
        Assert.True(from > 0 && to > from, $"{file} has no {name}.");
        var inset = lines[from].Length - lines[from].TrimStart().Length;
        return string.Join('\n', lines[from..to].Select(line => line.Length > inset ? line[inset..] : ""));
    }
}
