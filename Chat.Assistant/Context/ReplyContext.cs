using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Microsoft.Extensions.AI;

namespace Chat.Assistant.Context;

/// <summary>All that a model is told for one reply, and for whom it speaks.</summary>
internal sealed record ReplyContext(IReadOnlyList<ChatMessage> Messages, string Question, string? Language, Caller Asker, Guid ConversationId)
{
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>Nobody else reads the reply.</summary>
    public bool IsAlone { get; init; }
}
