using System.Security.Cryptography;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Core.Accounts;
using Chat.Core.Emotions;
using Chat.Core.Results;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Core.Faces;

/// <summary>Somebody before a camera who is not signed in: frames that agree, whose face it is, turns of the head, and in.</summary>
internal sealed class FaceEntrance(FaceSightings with, FaceVisitor visitor, KnownDevice? device, Instructions say)
{
    private SignInAttempt _attempt = NewAttempt(with);
    private DoorState _door = device?.State ?? new(null, NeedsPassword: false);
    private long _lockedSince = with.Clock.GetTimestamp();
    private byte[]? _lastPicture;
    private Guid? _found;
    private bool _wasStranger;

    /// <summary>Somebody came in.</summary>
    public bool IsOver { get; private set; }

    public LookFor Wants => _attempt.Wants;

    public async Task<FaceEntry> LookAsync(SeenPicture picture, byte[] image, Emotion? mood, CancellationToken cancellationToken)
    {
        if (await LockedAsync(cancellationToken) is { } locked) { return locked; }

        // A camera never sends the same bytes twice.
        var hash = SHA256.HashData(image);
        if (_lastPicture is { } last && last.AsSpan().SequenceEqual(hash)) { return Say(FaceStep.HoldStill); }
        _lastPicture = hash;

        var step = _attempt.Look(picture);
        return step.End switch
        {
            AttemptEnd.None => Say(step.Say, step.Progress),
            AttemptEnd.Collected => await WhoAsync(step.Vector!, cancellationToken),
            AttemptEnd.Passed => await EnterAsync(step.Vector!, mood, cancellationToken),
            _ => await FailAsync(FaceStep.Refused, cancellationToken),
        };
    }

    /// <summary>Leaving while being asked to turn is a failure, or a recording could be tried until it fits.</summary>
    public async Task GiveUpAsync()
    {
        if (_attempt.IsAsked && device is not null) { await with.Door.FailAsync(device.Id, CancellationToken.None); }
    }

    private static SignInAttempt NewAttempt(FaceSightings with) => new(with.Clock, with.Vision.WhyNoLiveness is null, TimeSpan.FromSeconds(with.Options.TurnSeconds));

    private FaceEntry Say(FaceStep step, double progress = 0, int seconds = 0) => new(say.Say(step, progress, seconds), null, []);

    private async Task<FaceEntry?> LockedAsync(CancellationToken cancellationToken)
    {
        if (_door is { Wait: null, NeedsPassword: false }) { return null; }

        // Once in a while: a password may have been used, or the wait be over.
        if (device is not null && with.Clock.GetElapsedTime(_lockedSince) > TimeSpan.FromSeconds(1))
        {
            _door = await with.Door.StateAsync(device.Id, cancellationToken);
            _lockedSince = with.Clock.GetTimestamp();
        }
        else if (device is null && _door.Wait is { } wait && with.Clock.GetElapsedTime(_lockedSince) > wait) { _door = new(null, NeedsPassword: false); }

        if (_door.NeedsPassword) { return Say(FaceStep.UsePassword); }
        return _door.Wait is { } left ? Say(FaceStep.Wait, seconds: (int)Math.Ceiling(left.TotalSeconds)) : null;
    }

    private async Task<FaceEntry> WhoAsync(float[] vector, CancellationToken cancellationToken)
    {
        if (with.Options.IsOpen && await EnterOpenDoorAsync(cancellationToken) is { } closed) { return closed; }
        _found = Match(vector);
        if (_found is not null)
        {
            var asked = _attempt.Ask();
            return Say(asked.Say, asked.Progress);
        }

        var failed = device is null ? Restart(FaceStep.Unknown) : await FailAsync(FaceStep.Unknown, cancellationToken);
        if (_wasStranger) { return failed; }
        _wasStranger = true;
        return failed with { News = [new FrameNews.Stranger(new() { Message = say.Sentence(FaceStep.Unknown) })] };
    }

    /// <summary>Of the device's accounts, or of everyone where the operator wants that; nobody when two are alike.</summary>
    private Guid? Match(float[] vector)
    {
        const float clear = 0.03f;
        if (with.Options.IsOpen) { return with.Index.Search(vector) is { } likest && likest.Likeness >= with.SamePerson ? likest.AccountId : null; }
        var (best, second) = with.Index.SearchAmong(device?.Accounts ?? [], vector);
        if (best is not { } one || one.Likeness < with.SamePerson) { return null; }
        return second is { } other && one.Likeness - other.Likeness < clear ? null : one.AccountId;
    }

    private async Task<FaceEntry> EnterAsync(float[] vector, Emotion? mood, CancellationToken cancellationToken)
    {
        if (Match(vector) is not { } account || account != _found) { return await FailAsync(FaceStep.Refused, cancellationToken); }
        await using var scope = with.Scopes.CreateAsyncScope();
        var entered = await scope.ServiceProvider.GetRequiredService<SignInByFace>().HandleAsync(account, device?.Id, cancellationToken);
        if (entered.IsRefused(out _, out var session)) { return await FailAsync(FaceStep.Refused, cancellationToken); }

        IsOver = true;
        if (with.Options.IsOpen) { await with.Attempts.SucceededAsync(OpenDoor, SignInDoor.Address(visitor.Origin.Address), cancellationToken); }
        var shown = await scope.ServiceProvider.GetRequiredService<NoteMood>().WhyNotAsync(account, cancellationToken) is null ? mood : null;
        var greeting = new Greeting { Content = say.Greet(session.User.DisplayName, shown), User = session.User, Emotion = shown };
        var person = new SeenPerson(account, session.User.DisplayName, with.Index.SearchAmong([account], vector).Best?.Likeness ?? 0);
        return new(say.Say(FaceStep.Done, 1), person, [new FrameNews.Known(session, greeting)]);
    }

    private async Task<FaceEntry> FailAsync(FaceStep step, CancellationToken cancellationToken)
    {
        if (device is not null)
        {
            _door = await with.Door.FailAsync(device.Id, cancellationToken);
            _lockedSince = with.Clock.GetTimestamp();
        }

        return Restart(step);
    }

    private FaceEntry Restart(FaceStep step)
    {
        (_attempt, _found) = (NewAttempt(with), null);
        return Say(step);
    }

    private SignInDoor OpenDoor => new($"face:{visitor.Origin.Address}", FaceDoor.FreeFailures);

    private async Task<FaceEntry?> EnterOpenDoorAsync(CancellationToken cancellationToken)
    {
        if (await with.Attempts.EnterAsync(OpenDoor, SignInDoor.Address(visitor.Origin.Address), cancellationToken) is not { } wait) { return null; }
        (_door, _lockedSince) = (new(wait, NeedsPassword: false), with.Clock.GetTimestamp());
        _attempt = NewAttempt(with);
        return Say(FaceStep.Wait, seconds: (int)Math.Ceiling(wait.TotalSeconds));
    }
}

/// <param name="Person">Who just came in.</param>
internal sealed record FaceEntry(FaceChallenge? Challenge, SeenPerson? Person, IReadOnlyList<FrameNews> News)
{
    public static readonly FaceEntry Nothing = new(null, null, []);
}
