namespace Chat.Core.Results;

/// <summary>An operator's mistake, told in one sentence that says what to do. It is printed as it is, without a stack trace.</summary>
public sealed class StartupProblem(string sentence, Exception? cause = null) : Exception(sentence, cause);
