using Chat.Contracts;
using Chat.Core.Faces;
using Chat.Tests.Running;

namespace Chat.Tests.Faces;

/// <summary>What the server says and does where faces are matched against everyone.</summary>
public sealed class OpenToEverybody : IClassFixture<OpenToEverybody.App>
{
    private readonly App _app;

    public OpenToEverybody(App app)
    {
        Requires.Onnx();
        Requires.Pictures();
        _app = app;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_start_says_what_it_means_with_the_number_enrolled()
    {
        Assert.Contains(_app.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("SignIn is open", StringComparison.Ordinal));
        var ada = await _app.RegisterAsync("ada", Token);
        await using var connection = await _app.ConnectAsync(ada, Token);
        await connection.Hub.SetConsent(new() { Faces = true });
        await connection.Hub.EnrollFace(new() { Images = [MadeModels.Picture] });
        await using var other = await _app.StartAnotherAsync();

        Assert.Contains(_app.Log.Lines, line => line.Contains("all 1 enrolled faces", StringComparison.Ordinal) && line.Contains("one stranger in 100,000 ", StringComparison.Ordinal));
        Assert.StartsWith("OPEN", (await connection.Hub.GetServerInfo()).Features.Faces.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100_000)]
    [InlineData(1, 100_000)]
    [InlineData(1_000, 100.5)]
    [InlineData(1_000_000, 1)]
    public void The_more_are_enrolled_the_likelier_a_stranger_is_taken_for_one_of_them(int enrolled, double oneIn) =>
        Assert.Equal(oneIn, FalseMatch.OneIn(1e-5, enrolled), oneIn / 1_000);

    public sealed class App : MadeModelsApp
    {
        protected override string SignIn => FaceOptions.Open;
    }
}

/// <summary>Where faces are matched against everyone, no device key is asked for; with real models.</summary>
public sealed class BeforeAKiosk : IClassFixture<BeforeAKiosk.App>
{
    private readonly Sight _sight = Sight.Real;
    private readonly string _faces = Path.Combine(Requires.Media(), "faces");
    private readonly App _app;

    public BeforeAKiosk(App app) => _app = app;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_enrolled_anywhere_is_signed_in_and_a_stranger_is_not()
    {
        var user = await _app.RegisterAsync("kit", Token);
        await using var connection = await _app.ConnectAsync(user, Token);
        await connection.Hub.SetConsent(new() { Faces = true });
        await connection.Hub.EnrollFace(new() { Images = [await File.ReadAllBytesAsync(Path.Combine(_faces, "kit_harington", "1.jpg"), Token)] });

        await using var kiosk = await _app.ConnectAsync(null, Token);
        await using var lens = new Camera(kiosk, new() { Recognise = true });
        Assert.Equal("unknown", (await lens.FollowAsync(await PhotoAsync("biden/1.jpg"))).Challenge?.Kind);
        Assert.Equal("done", (await lens.FollowAsync(await PhotoAsync("kit_harington/2.jpg"))).Challenge?.Kind);
        Assert.Equal(user.User.Id, (await kiosk.Hub.GetMe()).Id);
    }

    private Task<Photo> PhotoAsync(string name) => Photo.ReadAsync(Path.Combine(_faces, name), _sight);

    public sealed class App : FaceApp
    {
        protected override IReadOnlyList<string> Settings => [.. base.Settings, "--Chat:Faces:SignIn=open"];
    }
}

/// <summary>Where nobody is signed in by face.</summary>
public sealed class TurnedOff : IClassFixture<TurnedOff.App>
{
    private readonly App _app;

    public TurnedOff(App app)
    {
        Requires.Onnx();
        Requires.Pictures();
        _app = app;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_face_is_enrolled_or_let_in_and_moods_go_on()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        await using var connection = await _app.ConnectAsync(ada, Token);
        await connection.Hub.SetConsent(new() { Faces = true });
        Assert.Equal(ErrorCode.Unavailable, await Asking.CodeOfAsync(() => connection.Hub.EnrollFace(new() { Images = [MadeModels.Picture] })));
        Assert.False((await connection.Hub.GetServerInfo()).Features.Faces.Available);

        await using var visitor = await _app.ConnectAsync(null, Token);
        Assert.Equal(ErrorCode.Unavailable, await Asking.CodeOfAsync(async () =>
        {
            await using var refused = new Camera(visitor, new() { Recognise = true });
            await refused.ShowAsync(MadeModels.Picture);
        }));
        await using var camera = new Camera(visitor, new() { Recognise = true, Emotions = true });
        var answer = await camera.ShowAsync(MadeModels.Picture);
        Assert.Null(answer.Challenge);
        Assert.NotNull(Assert.Single(answer.Faces).Emotion);
    }

    public sealed class App : MadeModelsApp
    {
        protected override string SignIn => FaceOptions.Off;
    }
}
