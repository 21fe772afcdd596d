using Chat.Contracts.Accounts;
using Chat.Contracts.Faces;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Emotions;
using Chat.Core.Faces.Matching;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Core.Faces;

/// <summary>What a camera may be looked at for, and what it takes to do so.</summary>
public sealed class FaceSightings(
    IFaceVision vision, TemplateIndex index, FaceDoor door, ISignInAttempts attempts, IServiceScopeFactory scopes, IOptions<FaceOptions> options,
    TimeProvider clock)
{
    private static readonly Refusal IsOff = Refusal.Unavailable("This server does not sign people in by face. Use your password.");

    internal IFaceVision Vision => vision;

    internal TemplateIndex Index => index;

    internal FaceDoor Door => door;

    internal ISignInAttempts Attempts => attempts;

    internal IServiceScopeFactory Scopes => scopes;

    internal FaceOptions Options => options.Value;

    internal TimeProvider Clock => clock;

    internal float SamePerson => options.Value.SamePerson > 0 ? (float)options.Value.SamePerson : vision.Likeness.SamePerson;

    internal async Task<Result<FaceSighting>> BeginAsync(FaceVisitor visitor, SendFrameRequest request, CancellationToken cancellationToken)
    {
        var caller = visitor.Caller();
        if (WhyNothing(request) is { } nothing) { return nothing; }
        if (caller is not null && request.Emotions is true && await MoodRefusalAsync(caller, cancellationToken) is { } refusal) { return refusal; }
        var device = request.Recognise is true && caller is null && !Options.IsOpen ? await door.FindAsync(request.DeviceKey, cancellationToken) : null;
        return new FaceSighting(this, visitor, request, device);
    }

    /// <summary>What is missing is only told when nothing else was asked for.</summary>
    private Refusal? WhyNothing(SendFrameRequest request)
    {
        var (recognise, emotions) = (request.Recognise is true, request.Emotions is true);
        if (recognise && Options.IsOff && !emotions) { return IsOff; }
        var canRecognise = vision.WhyNoFaces is null && !Options.IsOff;
        return (recognise, emotions) switch
        {
            (true, _) when canRecognise => null,
            (_, true) when vision.WhyNoEmotions is null => null,
            (false, false) when vision.WhyNoFaces is null || vision.WhyNoEmotions is null => null,
            (false, true) => Refusal.Unavailable(vision.WhyNoEmotions!),
            _ => Refusal.Unavailable(vision.WhyNoFaces ?? vision.WhyNoEmotions ?? IsOff.Sentence),
        };
    }

    private async Task<Refusal?> MoodRefusalAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NoteMood>().WhyNotAsync(caller.AccountId, cancellationToken);
    }
}
