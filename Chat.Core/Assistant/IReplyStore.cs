using Chat.Contracts.Assistant;

namespace Chat.Core.Assistant;

/// <summary>What is kept of replies beside their messages: who answers for them, their text until they are finished, what they cost.</summary>
public interface IReplyStore
{
    Task OpenAsync(ReplyPlan plan, Guid nodeId, DateTimeOffset now, CancellationToken cancellationToken);

    Task DropAsync(Guid messageId, CancellationToken cancellationToken);

    /// <summary>The texts so far, and a sign of life for all replies of the node. The messages' revisions stay.</summary>
    Task SaveAsync(Guid nodeId, IReadOnlyCollection<TextSoFar> texts, DateTimeOffset now, CancellationToken cancellationToken);

    Task CloseAsync(ReplyPlan plan, ReplyCost cost, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Unfinished replies of the node, or of any whose last sign of life is older than the moment given.</summary>
    Task<IReadOnlyList<ReplyPlan>> OrphansAsync(Guid? nodeId, DateTimeOffset olderThan, CancellationToken cancellationToken);

    Task<ReplyPlan?> FindAsync(Guid messageId, CancellationToken cancellationToken);

    /// <summary>What was used for the account beside its replies.</summary>
    Task ChargeAsync(Guid accountId, long tokensIn, long tokensOut, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ReplyRecord>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken);

    /// <summary>Newest day first, and of a day those who used most.</summary>
    Task<IReadOnlyList<UsageOfDay>> UsageAsync(DateOnly since, int limit, CancellationToken cancellationToken);

    /// <summary>Tokens in and out that the account used on a day.</summary>
    Task<long> TokensAsync(Guid accountId, DateOnly day, CancellationToken cancellationToken);
}

/// <summary>What was written so far at this revision of the message.</summary>
public sealed record TextSoFar(Guid MessageId, long Revision, string Text);

/// <summary>What one reply cost; zeroes when the model did not say.</summary>
public sealed record ReplyCost(string Model, string Status, long TokensIn, long TokensOut, TimeSpan? FirstToken);
