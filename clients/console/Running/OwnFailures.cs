namespace Chat.Terminal.Running;

/// <summary>What was asked for makes no sense here; the sentence says what would.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);

/// <summary>What was named is not there, or not there once; the server was asked.</summary>
internal sealed class NotFoundException(string sentence) : Exception(sentence);

/// <summary>Something about a file of this machine.</summary>
internal sealed class LocalFileException(string sentence, Exception? inner = null) : Exception(sentence, inner);

/// <summary>Whoever read our output reads no more.</summary>
internal sealed class OutputClosedException(Exception inner) : Exception("The output was closed.", inner);
