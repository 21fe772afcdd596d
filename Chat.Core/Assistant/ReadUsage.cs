using Chat.Contracts.Assistant;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>What each reply cost, for admins, newest first.</summary>
public sealed class ListReplies(IReplyStore store)
{
    public const int MaxPage = 200;

    public async Task<Result<ReplyRecordPage>> HandleAsync(Caller caller, Guid? before, int? limit, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin) { return Refusal.Forbidden("Only an admin may see what the assistant costs."); }
        if (limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }

        var size = limit ?? 50;
        var found = await store.ListAsync(before, size + 1, cancellationToken);
        return new ReplyRecordPage { Replies = [.. found.Take(size)], Next = found.Count > size ? found[size - 1].MessageId : null };
    }
}

/// <summary>Who used how much on which day, for admins.</summary>
public sealed class ReadUsage(IReplyStore store, IReplies replies, TimeProvider clock)
{
    public const int MaxDays = 366;

    private const int MaxRows = 1_000;

    public async Task<Result<UsageReport>> HandleAsync(Caller caller, int? days, CancellationToken cancellationToken)
    {
        if (!caller.IsAdmin) { return Refusal.Forbidden("Only an admin may see what the assistant costs."); }
        if (days is < 1 or > MaxDays) { return Refusal.Invalid($"days is between 1 and {MaxDays}."); }

        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1 - (days ?? 7));
        return new UsageReport { TokensPerDay = replies.TokensPerDay, Days = await store.UsageAsync(since, MaxRows, cancellationToken) };
    }
}
