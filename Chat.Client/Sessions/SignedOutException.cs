namespace Chat.Client.Sessions;

/// <summary>There is no session to connect with.</summary>
public sealed class SignedOutException(string sentence, Exception? inner = null) : Exception(sentence, inner);
