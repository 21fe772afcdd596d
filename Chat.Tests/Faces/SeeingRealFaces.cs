using System.Globalization;
using Chat.Contracts.Emotions;
using Chat.Core.Faces;
using Chat.Tests.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Faces;

/// <summary>Real models on real photos.</summary>
public sealed class SeeingRealFaces
{
    private readonly Sight _sight = Sight.Real;
    private readonly string _media = Requires.Media();

    [Fact]
    public async Task Photos_of_one_person_are_alike_and_those_of_others_are_not()
    {
        var people = new List<(string Name, float[] Vector)>();
        foreach (var folder in Directory.GetDirectories(Path.Combine(_media, "faces")).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.GetFiles(folder, "*.jpg").Order(StringComparer.Ordinal))
            {
                var seen = await _sight.LookAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
                people.Add((Path.GetFileName(folder), seen.Faces.MaxBy(face => face.Box.Width)!.Embedding!));
            }
        }

        Assert.True(people.Count >= 9);
        foreach (var (one, at) in people.Select((person, at) => (person, at)))
        {
            foreach (var other in people.Skip(at + 1))
            {
                var likeness = Vectors.Dot(one.Vector, other.Vector);
                Assert.True(one.Name == other.Name ? likeness > 0.55 : likeness < 0.2, string.Create(CultureInfo.InvariantCulture, $"{one.Name} {other.Name} {likeness}"));
            }
        }
    }

    [Theory]
    [InlineData("happy", Emotion.Happy)]
    [InlineData("surprised", Emotion.Surprised)]
    public async Task A_clear_expression_is_read(string photo, Emotion mood)
    {
        var face = Assert.Single((await _sight.LookAsync(await PhotoAsync($"emotions/{photo}.jpg"))).Faces);

        Assert.Equal(8, face.Moods!.Length);
        Assert.Equal(1, face.Moods.Sum(), 0.001);
        Assert.True(face.Moods[(int)mood] > 0.7, string.Join(' ', face.Moods));
    }

    [Fact]
    public async Task A_person_is_live_and_a_print_held_up_is_not()
    {
        var live = (await _sight.LookAsync(await PhotoAsync("liveness/live.jpg"))).Faces.MaxBy(face => face.Box.Width)!;
        var print = (await _sight.LookAsync(await PhotoAsync("liveness/print.jpg"))).Faces.MaxBy(face => face.Box.Width)!;

        Assert.True(live.Live > 0.9, $"{live.Live}");
        Assert.True(print.Live < 0.4, $"{print.Live}");
    }

    [Fact]
    public async Task A_crowd_is_found_and_is_too_many_to_enrol()
    {
        var crowd = await _sight.LookAsync(await PhotoAsync("faces/crowd.jpg"));

        Assert.InRange(crowd.Faces.Count, 5, 7);
        Assert.Equal(FaceAdvice.OneFace, FaceQuality.Judge(crowd));
    }

    [Fact]
    public async Task Where_there_is_no_face_none_is_found()
    {
        var waves = PngMaker.Draw(640, 480, (x, y) => ((byte)(128 + (90 * Math.Sin(x / 9.0))), (byte)(128 + (90 * Math.Sin(y / 7.0))), (byte)((x * y) % 255)));
        var nothing = await _sight.LookAsync(waves);

        Assert.Empty(nothing.Faces);
        Assert.Equal(FaceAdvice.ShowFace, FaceQuality.Judge(nothing));
    }

    [Fact]
    public async Task Twelve_faces_are_found_and_are_too_many()
    {
        var twelve = await _sight.LookAsync((await Photo.ReadAsync(Path.Combine(_media, "faces", "kit_harington", "1.jpg"), _sight)).Tiled(4, 3, 160));

        Assert.Equal(12, twelve.Faces.Count);
        Assert.Equal(12, twelve.Faces.Select(face => face.Track).Distinct().Count());
        Assert.Equal(FaceAdvice.OneFace, FaceQuality.Judge(twelve));
    }

    [Fact]
    public async Task A_face_turned_away_is_not_good_enough()
    {
        var away = await _sight.LookAsync((await Photo.ReadAsync(Path.Combine(_media, "faces", "kit_harington", "1.jpg"), _sight)).Turned(50));

        Assert.NotEqual(FaceAdvice.Good, FaceQuality.Judge(away));
    }

    [Fact]
    public async Task Half_a_face_is_not_good_enough()
    {
        var half = await _sight.LookAsync(await PhotoAsync("faces/obama_half_hidden.jpg"));

        Assert.NotEqual(FaceAdvice.Good, FaceQuality.Judge(half));
    }

    [Fact]
    public async Task Every_portrait_is_good_enough()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_media, "faces"), "*.jpg", SearchOption.AllDirectories).Where(file => Path.GetDirectoryName(file) != Path.Combine(_media, "faces")))
        {
            var seen = await _sight.LookAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            var face = seen.Faces.MaxBy(one => one.Box.Width)!;
            var (pose, advice) = (HeadPose.Of(face.Points), FaceQuality.Judge(seen));
            Assert.True(advice is FaceAdvice.Good or FaceAdvice.OneFace, $"{file} {advice} {face.Box} {face.Confidence} {face.Sharpness} {pose}");
        }
    }

    [Fact]
    public async Task A_head_that_is_turned_is_still_the_same_person()
    {
        foreach (var file in (string[])[Path.Combine(_media, "faces", "kit_harington", "1.jpg"), Path.Combine(_media, "faces", "biden", "1.jpg")])
        {
            var photo = await Photo.ReadAsync(file, _sight);
            var straight = (await _sight.LookAsync(photo.Straight())).Faces.MaxBy(face => face.Box.Width)!;
            foreach (var degrees in (int[])[-36, 36])
            {
                var turned = (await _sight.LookAsync(photo.Turned(degrees))).Faces.MaxBy(face => face.Box.Width)!;
                var (turn, alike) = (HeadPose.Of(turned.Points).Turn - HeadPose.Of(straight.Points).Turn, Vectors.Dot(turned.Embedding!, straight.Embedding!));
                Assert.True(MathF.Sign(turn) == MathF.Sign(degrees) && MathF.Abs(turn) > SignInAttempt.Turned, $"{file} {degrees} {turn}");
                Assert.True(alike > SignInAttempt.SameTurnedFace, $"{file} {degrees} {alike}");
            }
        }
    }

    private Task<byte[]> PhotoAsync(string name) => File.ReadAllBytesAsync(Path.Combine(_media, name), TestContext.Current.CancellationToken);
}
