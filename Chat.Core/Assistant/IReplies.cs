using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>
/// The assistant as conversations know it: who it is, whether it may be asked now, and replies that it owns from their first word
/// to their last, whoever is connected meanwhile.
/// </summary>
public interface IReplies
{
    /// <summary>The bot that replies; null when this server has none.</summary>
    User? Assistant { get; }

    /// <summary>Of each user, in and out; 0: no limit.</summary>
    long TokensPerDay { get; }

    /// <summary>Whether the reply fits into the asker's limits; if so, this node answers for it from now on.</summary>
    Task<Result<Done>> AdmitAsync(Caller asker, ReplyPlan plan, CancellationToken cancellationToken);

    /// <summary>The admitted reply is not wanted after all: its question was refused, or is known already.</summary>
    Task WithdrawAsync(Guid messageId, CancellationToken cancellationToken);

    /// <summary>The reply's message is on disk as <c>streaming</c>: it is written as soon as its turn comes.</summary>
    void Begin(Reply reply);

    /// <summary>Ends what is written or waits there, on whichever node, and answers when it has ended on this one.</summary>
    Task StopAsync(Guid conversationId, CancellationToken cancellationToken);
}

/// <summary>A reply before its message exists.</summary>
public sealed record ReplyPlan(Guid MessageId, Guid ConversationId, Guid QuestionId, Guid AskerId);

/// <summary>A reply to write, and the revision that its message has while it is written.</summary>
public sealed record Reply(ReplyPlan Plan, long Seq, long Revision, bool IsAlone)
{
    public Guid MessageId => Plan.MessageId;

    public Guid ConversationId => Plan.ConversationId;
}

/// <summary>A server without an assistant.</summary>
internal sealed class NoReplies : IReplies
{
    public static readonly Refusal NoAssistant = Refusal.Unavailable("This server has no assistant to talk to.");

    public User? Assistant => null;

    public long TokensPerDay => 0;

    public Task<Result<Done>> AdmitAsync(Caller asker, ReplyPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(NoAssistant);

    public Task WithdrawAsync(Guid messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Begin(Reply reply) => throw new InvalidOperationException("A reply was not admitted.");

    public Task StopAsync(Guid conversationId, CancellationToken cancellationToken) => Task.CompletedTask;
}
