namespace Chat.Terminal.Running;

/// <summary>What a script learns from the way a command ended. Documented in docs/clients.md, and never renumbered.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The server said no, or a check failed.</summary>
    public const int Refused = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Nobody is signed in on this server, or the session ended.</summary>
    public const int SignedOut = 3;

    /// <summary>The server was not reached, or not long enough.</summary>
    public const int Unreachable = 4;

    /// <summary>A file on this machine is missing, in the way, or not to be written.</summary>
    public const int LocalFile = 5;

    /// <summary>A mistake of this program.</summary>
    public const int Surprise = 70;

    // As shells count an end by a signal: 128 and its number.
    public const int Interrupted = 130;
    public const int OutputClosed = 141;
    public const int Terminated = 143;
}
