using Chat.Contracts.Emotions;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Emotions;

/// <summary>Somebody says themselves how they feel.</summary>
public sealed class SetEmotion(NoteMood note)
{
    public async Task<Result<EmotionUpdate>> HandleAsync(Caller caller, SetEmotionRequest request, CancellationToken cancellationToken)
    {
        if (request.Confidence is { } confidence && !(confidence is >= 0 and <= 1)) { return Refusal.Invalid("confidence is between 0 and 1."); }
        return await note.HandleAsync(caller.AccountId, request.Emotion, (float)(request.Confidence ?? 1), EmotionSource.Manual, cancellationToken);
    }
}
