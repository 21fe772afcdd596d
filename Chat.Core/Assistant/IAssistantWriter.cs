using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>Short texts for one person, written at once and shown to nobody else.</summary>
public interface IAssistantWriter
{
    Task<Result<string>> WriteAsync(Caller asker, WritingTask task, IReadOnlyList<Message> messages, CancellationToken cancellationToken);
}

public enum WritingTask
{
    SuggestReply,
    Summarize,
}

internal sealed class NoWriter : IAssistantWriter
{
    public Task<Result<string>> WriteAsync(Caller asker, WritingTask task, IReadOnlyList<Message> messages, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(NoReplies.NoAssistant);
}
