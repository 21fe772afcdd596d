namespace Chat.Client.Connecting;

/// <summary>The server refused the token of a connection: it expired, or its session ended.</summary>
public sealed class SignInRequiredException(Exception inner) : Exception("The server asks for a new sign-in.", inner);
