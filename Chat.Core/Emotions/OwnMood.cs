using Chat.Contracts.Emotions;
using Chat.Core.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Core.Emotions;

/// <summary>The caller's own mood before a camera: noted when it changes, and again before it would expire.</summary>
internal sealed class OwnMood(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Again = Mood.Lifetime / 2;

    private Emotion? _noted;
    private long _at;
    private bool _isRefused;

    public async Task NoteAsync(Caller caller, MoodSmoothing mood, CancellationToken cancellationToken)
    {
        if (_isRefused || mood.Shown is not { } shown) { return; }
        if (_noted == shown && clock.GetElapsedTime(_at) < Again) { return; }
        await using var scope = scopes.CreateAsyncScope();
        var noted = await scope.ServiceProvider.GetRequiredService<NoteMood>()
            .HandleAsync(caller.AccountId, shown, mood.Confidence, EmotionSource.Face, cancellationToken);
        _isRefused = noted.IsRefused(out _, out _);
        (_noted, _at) = (shown, clock.GetTimestamp());
    }
}
