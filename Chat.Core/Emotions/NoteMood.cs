using Chat.Contracts.Accounts;
using Chat.Contracts.Emotions;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Emotions;

/// <summary>Notes how somebody feels, whoever found it out: only of those who want it, and never of staff at their work.</summary>
public sealed class NoteMood(IChatDb db, CurrentMoods current, IMoodNews news, TimeProvider clock)
{
    private static readonly Refusal NoConsent = Refusal.Forbidden("Moods are noted only for those who turned them on in their settings.");
    private static readonly Refusal Staff = Refusal.Forbidden("Moods of those who serve customers are not noted.");

    /// <summary>Null when it may be noted.</summary>
    public async Task<Refusal?> WhyNotAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == accountId, cancellationToken);
        return account switch
        {
            null => SessionRefusals.Ended,
            { Role: UserRole.Agent or UserRole.Bot } => Staff,
            { ConsentsEmotions: false } => NoConsent,
            _ => null,
        };
    }

    public async Task<Result<EmotionUpdate>> HandleAsync(
        Guid accountId, Emotion emotion, float confidence, EmotionSource source, CancellationToken cancellationToken)
    {
        var noted = await db.InTransactionAsync(token => SaveAsync(accountId, emotion, confidence, source, token), cancellationToken);
        if (noted.IsRefused(out var refusal, out var update)) { return refusal; }
        current.Take(update);
        news.Tell(update);
        return update;
    }

    private async Task<Result<EmotionUpdate>> SaveAsync(
        Guid accountId, Emotion emotion, float confidence, EmotionSource source, CancellationToken cancellationToken)
    {
        // Held until it is written, so that the numbers of one account are in the order in which they can be seen.
        await db.LockAsync(DbLock.Mood, accountId, cancellationToken);
        if (await WhyNotAsync(accountId, cancellationToken) is { } refusal) { return refusal; }
        var mood = new Mood { AccountId = accountId, Emotion = emotion, Confidence = confidence, Source = source, At = clock.GetUtcNow() };
        db.Moods.Add(mood);
        await db.SaveChangesAsync(cancellationToken);
        return mood.ToUpdate();
    }
}

/// <summary>Tells the user's devices, on every node.</summary>
public interface IMoodNews
{
    void Tell(EmotionUpdate update);
}
