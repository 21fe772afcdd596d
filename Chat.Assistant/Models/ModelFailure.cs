using System.ClientModel;
using System.Globalization;
using System.Text.Json;

namespace Chat.Assistant.Models;

/// <summary>A model did not do what was asked, as a sentence for the person who asked. What the provider said stays out of it and out of logs.</summary>
internal sealed class ModelFailure(string sentence, string cause, bool isWorthAnotherTry, Exception? inner = null) : Exception(sentence, inner)
{
    public static readonly ModelFailure Empty = new("The assistant's model answered nothing. Try again.", "empty", isWorthAnotherTry: false);

    /// <summary>For logs: a kind, never a text of the provider's.</summary>
    public string Cause { get; } = cause;

    /// <summary>The same request may succeed a moment later.</summary>
    public bool IsWorthAnotherTry { get; } = isWorthAnotherTry;

    /// <summary>The request itself was not understood.</summary>
    public bool IsRejection { get; private init; }

    public static ModelFailure Slow => new("The assistant's model did not answer in time. Try again.", "time-out", isWorthAnotherTry: false);

    public static ModelFailure Broken => new("The assistant's model stopped in the middle of its answer. Try again.", "silence", isWorthAnotherTry: false);

    public static ModelFailure Resting => new("The assistant's model cannot be reached at the moment. Try again in half a minute.", "resting", isWorthAnotherTry: false);

    public static ModelFailure Of(Exception failure) => failure switch
    {
        ModelFailure known => known,
        ClientResultException { Status: > 0 } refused => OfStatus(refused.Status, refused),
        JsonException or DecoderFailure or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException =>
            new("The assistant's model sent an answer that cannot be read. Try again.", "unreadable answer", isWorthAnotherTry: false, failure),
        LineTooLongException => new("The assistant's model sent an answer that is too large to read. Try again.", "line too long", isWorthAnotherTry: false, failure),
        _ => new("The assistant's model cannot be reached at the moment. Try again.", failure.GetType().Name, isWorthAnotherTry: true, failure),
    };

    private static ModelFailure OfStatus(int status, Exception failure)
    {
        var cause = string.Create(CultureInfo.InvariantCulture, $"status {status}");
        return status switch
        {
            401 or 403 => new("The assistant's provider does not accept this server's key. Its admin can set another one.", cause, isWorthAnotherTry: false, failure),
            404 => new("The assistant's provider does not know the model that is set up. The server's admin can choose another one.", cause, isWorthAnotherTry: false, failure),
            413 => new("This conversation is too long for the assistant's model. Begin a new one.", cause, isWorthAnotherTry: false, failure),
            429 => new("The assistant's provider has too much to do at the moment. Try again in a minute.", cause, isWorthAnotherTry: true, failure),
            >= 500 => new("The assistant's provider has a problem at the moment. Try again.", cause, isWorthAnotherTry: true, failure),
            _ => new("The assistant's provider did not take this question. Try to ask it differently.", cause, isWorthAnotherTry: false, failure) { IsRejection = true },
        };
    }
}

/// <summary>A stream of a provider is not text.</summary>
internal sealed class DecoderFailure(string message) : IOException(message);

/// <summary>A provider that sends without a line's end would fill the memory.</summary>
internal sealed class LineTooLongException(string message) : IOException(message);
