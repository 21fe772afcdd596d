using System.Net.Sockets;
using System.Net.WebSockets;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Sessions;
using Chat.Contracts;

namespace Chat.Terminal.Running;

/// <summary>What a failure means to the one who typed the command.</summary>
internal sealed record Failure(int ExitCode, string Code, string Sentence)
{
    public static Failure Of(Exception surprise, Uri server) => surprise switch
    {
        UsageException => new(Running.ExitCode.Usage, "usage", surprise.Message),
        NotFoundException => new(Running.ExitCode.Refused, ErrorCode.NotFound, surprise.Message),
        LocalFileException => new(Running.ExitCode.LocalFile, "local_file", surprise.Message),
        SignedOutException or SignInRequiredException => SignedOut(server),
        ChatRefusedException { Code: ErrorCode.Unauthenticated or ErrorCode.Expired } => SignedOut(server),
        ChatRefusedException refusal => new(Running.ExitCode.Refused, refusal.Code, refusal.Message),
        HttpRequestException { StatusCode: { } status } => Unreachable($"{server} answers {(int)status}, which is not what Chat answers."),
        _ when IsOfConnection(surprise) => Unreachable($"{server} cannot be reached: {Cause(surprise)}"),
        _ => new(Running.ExitCode.Surprise, ErrorCode.Internal, $"{surprise.GetType().Name}: {surprise.Message}"),
    };

    /// <summary>Trouble on the way: the same may be asked again.</summary>
    public static bool IsOfConnection(Exception failure) =>
        failure is HttpRequestException or WebSocketException or SocketException or IOException or TimeoutException or OperationCanceledException
            or InvalidDataException or Microsoft.AspNetCore.SignalR.HubException or InvalidOperationException { Source: "Microsoft.AspNetCore.SignalR.Client.Core" };

    private static Failure SignedOut(Uri server) =>
        new(Running.ExitCode.SignedOut, ErrorCode.Unauthenticated, $"Nobody is signed in on {server}. Sign in with: chat login --server {server}");

    private static Failure Unreachable(string sentence) => new(Running.ExitCode.Unreachable, "unreachable", sentence);

    // The innermost one says "connection refused" where the outer ones say "an error occurred".
    private static string Cause(Exception failure) => failure is OperationCanceledException
        ? "it does not answer."
        : failure.GetBaseException().Message;
}
