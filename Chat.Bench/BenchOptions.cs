using System.Globalization;

namespace Chat.Bench;

/// <summary>What may be said behind a bench's name: <c>--rounds 5</c>, <c>--warm 30</c>, <c>--messages 5000000</c>, <c>--connections 5000</c>, <c>--only Chat</c>.</summary>
internal sealed record BenchOptions(int Rounds, TimeSpan Warm, int Messages, int Connections, string? Only, string Models, string Media)
{
    public static BenchOptions Read(string[] args) => new(
        Number(args, "--rounds", 5), TimeSpan.FromSeconds(Number(args, "--warm", 30)), Number(args, "--messages", 1_000_000), Number(args, "--connections", 5_000), Text(args, "--only"),
        Text(args, "--models") ?? Environment.GetEnvironmentVariable("CHAT_MODELS") ?? Beside("models"), Text(args, "--media") ?? Environment.GetEnvironmentVariable("CHAT_MEDIA") ?? Beside("media"));

    /// <summary>To try something out on one server; no page is written then.</summary>
    public bool Takes(string server) => Only is null || server.Equals(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Models and photos are never in the repository; they may lie beside it.</summary>
    private static string Beside(string name) => Path.Combine(Measuring.Pages.Repository, "..", "shared", name);

    private static int Number(string[] args, string name, int otherwise) =>
        Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
