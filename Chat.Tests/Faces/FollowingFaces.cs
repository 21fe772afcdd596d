using System.Numerics;
using Chat.Core.Faces;
using Chat.Tests.Fakes;
using Chat.Vision.Faces;

namespace Chat.Tests.Faces;

/// <summary>Which face of a frame is which of the last one.</summary>
public sealed class FollowingFaces
{
    private readonly FakeClock _clock = new();
    private readonly FaceTracks _tracks;

    public FollowingFaces() => _tracks = new(_clock);

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.9)]
    [InlineData(8)]
    public void A_face_that_hardly_moved_is_the_same_however_slow_the_camera_is(double seconds)
    {
        var first = Follow(100);
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(first, Follow(130));
    }

    [Fact]
    public void A_face_that_was_away_is_a_new_one()
    {
        var first = Follow(100);
        _clock.Advance(TimeSpan.FromSeconds(0.8));
        _tracks.Follow([]);
        _clock.Advance(TimeSpan.FromSeconds(0.8));

        Assert.NotEqual(first, Follow(100));
    }

    [Fact]
    public void A_face_elsewhere_is_another_one_and_two_are_told_apart()
    {
        var first = Follow(100);
        Assert.NotEqual(first, Follow(400));

        var both = _tracks.Follow([At(390), At(110)]);
        Assert.Equal(first, both[1].Number);
    }

    private int Follow(float x) => Assert.Single(_tracks.Follow([At(x)])).Number;

    private static FoundFace At(float x) => new(0.9f, new(x, 100, 200, 240), new(Vector2.Zero, Vector2.Zero, Vector2.Zero, Vector2.Zero, Vector2.Zero));
}
