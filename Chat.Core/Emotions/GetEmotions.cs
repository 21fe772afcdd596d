using Chat.Contracts.Emotions;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Emotions;

/// <summary>The caller's own moods in order, the newest of what was asked for.</summary>
public sealed class GetEmotions(IChatDb db)
{
    public const int UsualLimit = 200, MaxLimit = 1_000;

    public async Task<Result<IReadOnlyList<EmotionUpdate>>> HandleAsync(Caller caller, GetEmotionsRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > MaxLimit) { return Refusal.Invalid($"limit is between 1 and {MaxLimit}."); }
        var own = db.Moods.AsNoTracking().Where(mood => mood.AccountId == caller.AccountId);
        if (request.From is { } from) { own = own.Where(mood => mood.At >= from); }
        if (request.To is { } to) { own = own.Where(mood => mood.At <= to); }
        var newest = await own.OrderByDescending(mood => mood.At).ThenByDescending(mood => mood.Id).Take(request.Limit ?? UsualLimit).ToListAsync(cancellationToken);
        newest.Reverse();
        return newest.Select(mood => mood.ToUpdate()).ToArray();
    }
}

/// <summary>Forgets all the caller's moods; what they wrote keeps the mood that was sent with it.</summary>
public sealed class DeleteEmotions(IChatDb db, CurrentMoods current)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        await db.Moods.Where(mood => mood.AccountId == caller.AccountId).ExecuteDeleteAsync(cancellationToken);
        current.Forget(caller.AccountId);
        return new Done();
    }
}
