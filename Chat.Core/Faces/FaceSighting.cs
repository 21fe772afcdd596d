using Chat.Contracts;
using Chat.Contracts.Faces;
using Chat.Core.Accounts;
using Chat.Core.Emotions;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Core.Faces;

/// <summary>One camera for as long as it is on: every frame's answer, the moods it shows, and somebody signing in before it.</summary>
internal sealed class FaceSighting
{
    private readonly FaceSightings _with;
    private readonly FaceVisitor _visitor;
    private readonly SendFrameRequest _request;
    private readonly IFaceWatch _watch;
    private readonly Instructions _say;
    private readonly FaceEntrance? _entrance;
    private readonly Dictionary<int, MoodSmoothing> _moods = [];
    private readonly OwnMood _own;
    private readonly MoodLeave _leave;
    private string? _name;
    private bool _isSeenWell;

    public FaceSighting(FaceSightings with, FaceVisitor visitor, SendFrameRequest request, KnownDevice? device)
    {
        (_with, _visitor, _request) = (with, visitor, request);
        _watch = with.Vision.Watch();
        _say = new(request.Language);
        _own = new(with.Scopes, with.Clock);
        _leave = new(with.Scopes, with.Clock);
        var mayEnter = request.Recognise is true && !with.Options.IsOff && with.Vision.WhyNoFaces is null && visitor.Caller() is null;
        _entrance = mayEnter ? new(with, visitor, device, _say) : null;
    }

    public FrameResult Skip(ArrivedFrame frame) => new()
    {
        FrameId = frame.Frame.Id, Skipped = true, ElapsedMs = Elapsed(frame), Faces = [],
    };

    public async Task<IReadOnlyList<FrameNews>> LookAsync(ArrivedFrame frame, CancellationToken cancellationToken)
    {
        var readsMoods = _request.Emotions is true && await _leave.IsGivenAsync(_visitor.Caller(), cancellationToken);
        var looked = await _watch.LookAsync(frame.Frame.Image, Wanted(readsMoods), cancellationToken);
        if (looked.IsRefused(out var refusal, out var picture))
        {
            // Too many cameras for the server is not the picture's fault.
            return [refusal.Code is ErrorCode.RateLimited ? new FrameNews.Answer(Skip(frame)) : Answer(frame, [], Instructions.Unreadable(refusal.Sentence))];
        }

        KeepGoodFace(picture);
        var moods = picture.Faces.Select(Smooth).ToArray();
        var entered = _entrance is { IsOver: false } entrance
            ? await entrance.LookAsync(picture, frame.Frame.Image, moods is [var only] ? only?.Shown : null, cancellationToken)
            : FaceEntry.Nothing;
        if (_visitor.Caller() is { } caller)
        {
            if (moods is [{ } own]) { await _own.NoteAsync(caller, own, cancellationToken); }
            _name ??= await NameAsync(caller, cancellationToken);
        }

        var largest = picture.Faces.MaxBy(face => face.Box.Width);
        var faces = picture.Faces.Select((face, at) => FrameAnswers.Face(picture, face, moods[at], Whose(face, largest, entered))).ToArray();
        // What it says is true when it is said: who reads "done" is signed in.
        return [.. entered.News, Answer(frame, faces, entered.Challenge ?? AdviceToOwner(picture))];
    }

    /// <summary>The camera went off.</summary>
    public Task EndAsync() => _entrance is { IsOver: false } ? _entrance.GiveUpAsync() : Task.CompletedTask;

    private LookFor Wanted(bool readsMoods)
    {
        var what = readsMoods ? LookFor.Emotions : LookFor.Faces;
        if (_entrance is { IsOver: false } entrance) { return what | entrance.Wants; }
        return _request.Recognise is true ? what | LookFor.Identity | LookFor.Liveness : what;
    }

    private MoodSmoothing? Smooth(SeenFace face)
    {
        if (face.Moods is not { } likely) { return null; }
        if (_moods.Count > 64) { _moods.Clear(); }
        if (!_moods.TryGetValue(face.Track, out var mood)) { _moods[face.Track] = mood = new(_with.Clock); }
        mood.Take(likely);
        return mood;
    }

    /// <summary>Only the vector, and only of a frame with exactly one good face of somebody who lives.</summary>
    private void KeepGoodFace(SeenPicture picture)
    {
        if (picture.Faces is not [var face] || FaceQuality.Judge(picture) is not FaceAdvice.Good)
        {
            _isSeenWell = false;
            return;
        }

        if (face is not { IsFresh: true, Embedding: { } vector }) { return; }
        _isSeenWell = !(face.Live < 0.5f);
        if (!_isSeenWell) { return; }
        _visitor.Seat.Keep(new(vector, _with.Vision.TemplateModel, _with.Clock.GetTimestamp()));
    }

    /// <summary>For whoever is signed in and is about to enrol: <c>ready</c> is when the last frame's face would do.</summary>
    private FaceChallenge? AdviceToOwner(SeenPicture picture)
    {
        if (_entrance is not null || _request.Recognise is not true || _visitor.Caller() is null) { return null; }
        if (_isSeenWell) { return _say.Say(FaceStep.Ready, 1); }
        var advice = FaceQuality.Judge(picture);
        return _say.Say(advice is FaceAdvice.Good ? picture.Faces.Count is 1 ? FaceStep.HoldStill : FaceStep.OneFace : advice.ToStep());
    }

    /// <summary>Strangers are nobody's business: of a signed-in camera, the caller's own face alone is named.</summary>
    private SeenPerson? Whose(SeenFace face, SeenFace? largest, FaceEntry entered)
    {
        if (entered.Person is { } person) { return face == largest ? person : null; }
        if (_request.Recognise is not true || face.Embedding is not { } vector || _visitor.Caller() is not { } caller) { return null; }
        if (_with.Index.SearchAmong([caller.AccountId], vector).Best is not { } own || own.Likeness < _with.SamePerson) { return null; }
        return new(caller.AccountId, _name, own.Likeness);
    }

    private async Task<string?> NameAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var scope = _with.Scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<GetMe>().HandleAsync(caller, cancellationToken)).Match(user => (string?)user.DisplayName, _ => null);
    }

    private FrameNews.Answer Answer(ArrivedFrame frame, FrameFace[] faces, FaceChallenge? challenge) => new(new()
    {
        FrameId = frame.Frame.Id, Skipped = false, ElapsedMs = Elapsed(frame), Faces = faces, Challenge = challenge,
    });

    private double Elapsed(ArrivedFrame frame) => Math.Round(_with.Clock.GetElapsedTime(frame.At).TotalMilliseconds, 2);
}

internal sealed record SeenPerson(Guid AccountId, string? DisplayName, float Likeness);
