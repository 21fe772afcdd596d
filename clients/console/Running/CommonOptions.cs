using System.CommandLine;

namespace Chat.Terminal.Running;

/// <summary>Options that every command takes.</summary>
internal static class CommonOptions
{
    private const string DefaultServer = "http://localhost:5000";

    public static Option<string?> Server { get; } = new("--server")
    {
        Description = $"The server's address; else CHAT_SERVER, else {DefaultServer}.", Recursive = true, HelpName = "address",
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON object a line, as the contract has it; problems as JSON on the error output.", Recursive = true,
    };

    public static Uri ServerOf(ParseResult given) => ParseServer(
        given.GetValue(Server) ?? (Environment.GetEnvironmentVariable("CHAT_SERVER") is { Length: > 0 } set ? set : DefaultServer));

    public static Uri ParseServer(string written)
    {
        var isGood = Uri.TryCreate(written, UriKind.Absolute, out var server) && server.Scheme is "http" or "https" && server.UserInfo is ""
            && server.Query is "" && server.Fragment is "";
        return isGood ? server! : throw new UsageException($"\"{written}\" is no address of a server; one looks like {DefaultServer}.");
    }
}
