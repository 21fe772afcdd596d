namespace Chat.Client;

/// <summary>How a client stands with its server, and for a failure its cause.</summary>
public sealed record ConnectionStatus(ConnectionState State, Exception? Cause = null);

public enum ConnectionState
{
    /// <summary>Not connected; the next attempt comes by itself.</summary>
    Offline,
    Connecting,
    Online,

    /// <summary>There is no session, or the server ended it. Somebody has to sign in.</summary>
    SignedOut,
}
