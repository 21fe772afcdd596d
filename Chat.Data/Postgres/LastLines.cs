namespace Chat.Data.Postgres;

/// <summary>The end of a program's words, on one line, for a sentence to an operator.</summary>
internal static class LastLines
{
    private const int Count = 4;

    // More than enough for the last lines; a log can be long.
    private const int Tail = 4_096;

    public static string Of(string output) =>
        string.Join(" · ", output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(Count));

    public static string OfFile(string path)
    {
        if (!File.Exists(path)) { return "it wrote no log"; }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(-Math.Min(file.Length, Tail), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return Of(reader.ReadToEnd());
    }
}
