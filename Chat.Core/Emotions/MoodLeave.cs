using Chat.Core.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Core.Emotions;

/// <summary>Whether moods may be read of whoever owns a camera: it may change while the camera is on, when somebody signs in or takes the leave back.</summary>
internal sealed class MoodLeave(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan AskedEvery = TimeSpan.FromSeconds(2);

    private (Guid AccountId, bool IsGiven, long At)? _known;

    /// <summary>Of a camera that is nobody's yet, moods are read and noted nowhere.</summary>
    public async Task<bool> IsGivenAsync(Caller? caller, CancellationToken cancellationToken)
    {
        if (caller is null) { return true; }
        if (_known is { } known && known.AccountId == caller.AccountId && clock.GetElapsedTime(known.At) < AskedEvery) { return known.IsGiven; }
        await using var scope = scopes.CreateAsyncScope();
        var isGiven = await scope.ServiceProvider.GetRequiredService<NoteMood>().WhyNotAsync(caller.AccountId, cancellationToken) is null;
        _known = (caller.AccountId, isGiven, clock.GetTimestamp());
        return isGiven;
    }
}
