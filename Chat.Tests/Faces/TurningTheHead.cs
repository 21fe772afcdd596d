using Chat.Core.Faces;
using Chat.Tests.Fakes;

namespace Chat.Tests.Faces;

/// <summary>The way from the first frame to being let in, judged from points alone.</summary>
public sealed class TurningTheHead
{
    private static readonly TimeSpan TimeForTurns = TimeSpan.FromSeconds(30);

    private readonly FakeClock _clock = new();
    private readonly Random _random = new(3);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 10, 8)]
    [InlineData(0, -8, -12)]
    public void A_head_that_turns_moves_its_nose_between_eyes_and_mouth(float turn, float nod, float roll)
    {
        Assert.True(MathF.Abs(HeadPose.Of(MadeFace.Head(turn, nod, roll)).Turn) < 0.06f);
        Assert.True(HeadPose.Of(MadeFace.Head(25, nod, roll)).Turn > SignInAttempt.Turned);
        Assert.True(HeadPose.Of(MadeFace.Head(-25, nod, roll)).Turn < -SignInAttempt.Turned);
    }

    [Fact]
    public void A_photo_that_is_turned_tilted_and_rolled_by_hand_turns_no_nose()
    {
        for (var turn = -50; turn <= 50; turn += 10)
        {
            foreach (var nod in (int[])[-20, 0, 20])
            {
                foreach (var roll in (int[])[-25, 0, 25])
                {
                    Assert.True(MathF.Abs(HeadPose.Of(MadeFace.Photo(turn, nod, roll)).Turn) < SignInAttempt.Turned / 1.5f);
                }
            }
        }
    }

    [Fact]
    public void Who_turns_as_told_and_looks_straight_again_passes()
    {
        var (attempt, me) = (new SignInAttempt(_clock, checksLiveness: true, TimeForTurns), Person());
        Assert.Equal(AttemptEnd.Collected, Collect(attempt, me).End);
        var told = attempt.Ask();
        for (var step = 0; step < 30 && told.End is AttemptEnd.None; step++) { told = Look(attempt, MadeFace.Head(AsTold(told.Say)), me); }

        Assert.Equal(AttemptEnd.Passed, told.End);
    }

    [Fact]
    public void The_order_of_the_turns_cannot_be_known()
    {
        var orders = new HashSet<string>(StringComparer.Ordinal);
        for (var person = 0; person < 100; person++)
        {
            var (attempt, me, order, before) = (new SignInAttempt(_clock, checksLiveness: false, TimeForTurns), Person(), "", FaceStep.Done);
            Collect(attempt, me);
            var told = attempt.Ask();
            for (var step = 0; step < 20 && told.End is AttemptEnd.None; step++)
            {
                if (told.Say is FaceStep.TurnLeft or FaceStep.TurnRight && before != told.Say) { order += $"{told.Say} "; }
                before = told.Say;
                told = Look(attempt, MadeFace.Head(AsTold(told.Say)), me);
            }

            orders.Add(order);
        }

        Assert.Equal(4, orders.Count);
    }

    [Fact]
    public void Who_turns_the_other_way_is_not_let_in_and_fails_when_the_time_is_over()
    {
        var (attempt, me) = (new SignInAttempt(_clock, checksLiveness: true, TimeForTurns), Person());
        Collect(attempt, me);
        var told = attempt.Ask();
        for (var step = 0; step < 20; step++)
        {
            told = Look(attempt, MadeFace.Head(-AsTold(told.Say)), me);
            Assert.Equal(AttemptEnd.None, told.End);
        }

        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(AttemptEnd.Failed, Look(attempt, MadeFace.Head(0), me).End);
    }

    [Fact]
    public void A_photo_moved_by_hand_never_passes()
    {
        var (attempt, me) = (new SignInAttempt(_clock, checksLiveness: false, TimeForTurns), Person());
        Collect(attempt, me);
        attempt.Ask();
        for (var step = 0; step < 500; step++)
        {
            var held = MadeFace.Photo(_random.Next(-50, 51), _random.Next(-20, 21), _random.Next(-25, 26));
            Assert.NotEqual(AttemptEnd.Passed, Look(attempt, held, me).End);
        }
    }

    [Fact]
    public void Another_face_after_the_turns_fails()
    {
        var (attempt, me) = (new SignInAttempt(_clock, checksLiveness: true, TimeForTurns), Person());
        Collect(attempt, me);
        var told = attempt.Ask();
        while (told.Progress < 0.99) { told = Look(attempt, MadeFace.Head(AsTold(told.Say)), me); }

        Assert.Equal(AttemptEnd.Failed, Look(attempt, MadeFace.Head(0), Person()).End);
    }

    [Fact]
    public void Another_person_who_steps_in_while_turning_fails()
    {
        var (attempt, me) = (new SignInAttempt(_clock, checksLiveness: true, TimeForTurns), Person());
        Collect(attempt, me);
        attempt.Ask();

        Assert.Equal(AttemptEnd.Failed, attempt.Look(MadeFace.In(MadeFace.Seen(MadeFace.Head(0), null, track: 2))).End);
    }

    [Fact]
    public void A_photo_for_the_straight_looks_and_another_head_for_the_turns_do_not_pass()
    {
        var (attempt, me, other) = (new SignInAttempt(_clock, checksLiveness: true, TimeForTurns), Person(), Person());
        Collect(attempt, me);
        var told = attempt.Ask();
        for (var step = 0; step < 30; step++)
        {
            told = Look(attempt, MadeFace.Head(AsTold(told.Say)), AsTold(told.Say) is 0 ? me : other);
            Assert.Equal(AttemptEnd.None, told.End);
        }
    }

    [Fact]
    public void Who_is_lost_from_sight_for_a_moment_goes_on()
    {
        var (attempt, me) = (new SignInAttempt(_clock, checksLiveness: true, TimeForTurns), Person());
        Collect(attempt, me);
        var told = attempt.Ask();
        Assert.Equal(FaceStep.ShowFace, attempt.Look(MadeFace.In()).Say);
        for (var step = 0; step < 30 && told.End is AttemptEnd.None; step++) { told = Look(attempt, MadeFace.Head(AsTold(told.Say)), me, track: 2); }

        Assert.Equal(AttemptEnd.Passed, told.End);
    }

    [Fact]
    public void A_print_is_refused_before_anybody_is_asked_for()
    {
        var attempt = new SignInAttempt(_clock, checksLiveness: true, TimeForTurns);
        Assert.Equal(AttemptEnd.NotLive, Collect(attempt, Person(), live: 0.23f).End);
    }

    [Fact]
    public void The_same_picture_again_and_again_is_one_frame()
    {
        var (attempt, me) = (new SignInAttempt(_clock, checksLiveness: true, TimeForTurns), Person());
        for (var frame = 0; frame < 50; frame++)
        {
            Assert.Equal(FaceStep.HoldStill, attempt.Look(MadeFace.In(MadeFace.Seen(MadeFace.Head(0), me))).Say);
        }

        Assert.False(attempt.IsAsked);
    }

    [Fact]
    public void Frames_that_do_not_agree_begin_anew()
    {
        var attempt = new SignInAttempt(_clock, checksLiveness: true, TimeForTurns);
        for (var frame = 0; frame < 20; frame++)
        {
            Assert.Equal(AttemptEnd.None, attempt.Look(MadeFace.In(MadeFace.Seen(MadeFace.Head(0), Person()))).End);
        }
    }

    private static float AsTold(FaceStep told) => told switch
    {
        FaceStep.TurnLeft => 28,
        FaceStep.TurnRight => -28,
        _ => 0,
    };

    private AttemptStep Collect(SignInAttempt attempt, float[] me, float live = 1)
    {
        AttemptStep? step = null;
        for (var frame = 0; frame < SignInAttempt.Frames; frame++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            step = attempt.Look(MadeFace.In(MadeFace.Seen(MadeFace.Head(0), Again(me), live)));
        }

        return step!;
    }

    private AttemptStep Look(SignInAttempt attempt, FacePoints points, float[] me, int track = 1)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        return attempt.Look(MadeFace.In(MadeFace.Seen(points, Again(me), track: track)));
    }

    private float[] Person() => Vectors.Normalise([.. Enumerable.Range(0, 128).Select(_ => (float)(_random.NextDouble() - 0.5))]);

    /// <summary>The same face a moment later.</summary>
    private float[] Again(float[] me) => Vectors.Normalise([.. me.Select(number => number + (0.01f * (float)(_random.NextDouble() - 0.5)))]);
}
