namespace Chat.Contracts;

/// <summary>The codes of every refusal, over the hub (<c>code: sentence</c>) and over REST (<c>code</c> of the problem).</summary>
public static class ErrorCode
{
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not_found";
    public const string Invalid = "invalid";
    public const string Conflict = "conflict";
    public const string RateLimited = "rate_limited";
    public const string TooLarge = "too_large";
    public const string Unavailable = "unavailable";
    public const string Expired = "expired";
    public const string Internal = "internal";
}
