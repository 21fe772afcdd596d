using Chat.Core.Results;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Chat.Api.Start;

/// <summary>The failures of a start that an operator can mend, each as a sentence that says how.</summary>
internal static class StartFailure
{
    public static string? Explain(Exception failure) => failure switch
    {
        StartupProblem problem => problem.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures.Select(Setting)),
        IOException { InnerException: AddressInUseException } inUse => AddressInUse(inUse),
        IOException binding when binding.Message.Contains("address", StringComparison.OrdinalIgnoreCase) => AddressInUse(binding),
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.AccessDenied } =>
            "This user may not open that port: ports below 1024 belong to root. Choose another with --urls http://127.0.0.1:5000.",
        InvalidOperationException { Message: var message } when message.Contains("convert", StringComparison.Ordinal)
            && message.Contains("configuration value", StringComparison.OrdinalIgnoreCase) => $"A setting has the wrong form: {message}",
        FormatException or UriFormatException => $"The setting urls has the wrong form: {failure.Message}",
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };

    private static string AddressInUse(Exception failure) =>
        $"{failure.Message.TrimEnd('.')}. End the other program, or choose another address with --urls http://127.0.0.1:5001.";

    // Options validated by attribute carry "DataAnnotation validation failed for …: 'X' members: …" around the sentence.
    private static string Setting(string failure) =>
        failure.LastIndexOf("with the error: '", StringComparison.Ordinal) is > 0 and var at
            ? failure[(at + "with the error: '".Length)..].TrimEnd('.').TrimEnd('\'')
            : failure;
}
