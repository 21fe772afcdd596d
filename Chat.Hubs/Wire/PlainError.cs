using Chat.Contracts;

namespace Chat.Hubs.Wire;

/// <summary>Takes the framework's words off an error, and gives one that the framework made a code.</summary>
internal static class PlainError
{
    // How SignalR introduces the text of a HubException; the rest of the message is ours.
    private const string Introduction = "HubException: ";

    private static readonly string[] Codes =
    [
        ErrorCode.Unauthenticated, ErrorCode.Forbidden, ErrorCode.NotFound, ErrorCode.Invalid, ErrorCode.Conflict,
        ErrorCode.RateLimited, ErrorCode.TooLarge, ErrorCode.Unavailable, ErrorCode.Expired, ErrorCode.Internal,
    ];

    public static string Of(string error)
    {
        var at = error.IndexOf(Introduction, StringComparison.Ordinal);
        var plain = at < 0 ? error : error[(at + Introduction.Length)..];
        return HasCode(plain) ? plain : FromFramework(plain);
    }

    private static bool HasCode(string error) =>
        Codes.Any(code => error.StartsWith(code, StringComparison.Ordinal) && error.AsSpan(code.Length).StartsWith(": "));

    /// <summary>What is left are misuses that the dispatcher itself finds: a stream called as a method, an unknown stream.</summary>
    private static string FromFramework(string error) =>
        error.StartsWith("The client attempted", StringComparison.Ordinal) || error.StartsWith("Failed to invoke", StringComparison.Ordinal)
            ? $"{ErrorCode.Invalid}: The call does not fit the method; a stream is called as a stream, a method as a method."
            : $"{ErrorCode.Internal}: Something went wrong on the server.";
}
