namespace Chat.Api.Security;

/// <summary>What pages of this server may load and do; browsers hold them to it.</summary>
internal static class ContentPolicies
{
    // Pictures and sound that a page made itself are blobs. No page may be shown inside another.
    private const string Own =
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>No script or style but the app's own files, and no text that becomes markup or the address of a script.</summary>
    public const string OfTheApp =
        $"{Own}; script-src 'self'; style-src 'self'; worker-src 'self'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types chat";

    /// <summary>Swagger UI writes styles into its page.</summary>
    public const string OfTheRest = $"{Own}; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:";
}
