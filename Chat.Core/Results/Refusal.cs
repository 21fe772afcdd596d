using Chat.Contracts;

namespace Chat.Core.Results;

/// <summary>An expected "no". The code is part of the wire; the sentence is for a person and says what to do.</summary>
public sealed record Refusal(string Code, string Sentence)
{
    public static Refusal Invalid(string sentence) => new(ErrorCode.Invalid, sentence);

    public static Refusal Unauthenticated(string sentence) => new(ErrorCode.Unauthenticated, sentence);

    public static Refusal Forbidden(string sentence) => new(ErrorCode.Forbidden, sentence);

    public static Refusal NotFound(string sentence) => new(ErrorCode.NotFound, sentence);

    public static Refusal Conflict(string sentence) => new(ErrorCode.Conflict, sentence);

    public static Refusal TooLarge(string sentence) => new(ErrorCode.TooLarge, sentence);

    public static Refusal Unavailable(string sentence) => new(ErrorCode.Unavailable, sentence);

    /// <summary>Names the seconds to wait, rounded up, so that a client that waits them is not refused again.</summary>
    public static Refusal RateLimited(string what, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        return new(ErrorCode.RateLimited, $"{what}; try again in {seconds} s") { RetryAfterSeconds = seconds };
    }

    public long? RetryAfterSeconds { get; private init; }
}
