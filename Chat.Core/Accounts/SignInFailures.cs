namespace Chat.Core.Accounts;

/// <summary>How often signing in failed for one name or from one address, and until when it is not even tried.</summary>
public sealed class SignInFailures
{
    /// <summary><c>name:…</c> or <c>address:…</c>. A name need not exist: a lock must not tell.</summary>
    public required string Key { get; init; }

    public int Count { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
}
