using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Faces;
using Chat.Core.Faces;
using Chat.Tests.Running;

namespace Chat.Tests.Faces;

/// <summary>Real photos before the real hub with the real client.</summary>
public sealed class SigningInByFace(FaceApp app) : IClassFixture<FaceApp>, IAsyncDisposable
{
    private readonly Sight _sight = Sight.Real;
    private readonly string _faces = Path.Combine(Requires.Media(), "faces");

    private readonly List<Session> _enrolled = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The tests share a server, and a face belongs to one account of it.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var session in _enrolled) { await ForgetAsync(session); }
    }

    [Fact]
    public async Task A_known_face_on_its_device_is_signed_in_and_greeted()
    {
        var (user, key) = await EnrolledAsync("kit_harington");
        await using var camera = await app.ConnectAsync(null, Token);
        await using var lens = new Camera(camera, new() { Recognise = true, Emotions = true, DeviceKey = key });
        var last = await lens.FollowAsync(await PhotoAsync("kit_harington/2.jpg"));

        Assert.Equal("done", last.Challenge?.Kind);
        Assert.Equal(user.User.Id, Assert.Single(last.Faces).UserId);
        Assert.Equal(user.User.Id, (await camera.NextAsync<Session>(Token)).User.Id);
        Assert.Equal(user.User.Id, (await camera.NextAsync<Greeting>(Token)).User.Id);
        Assert.Equal(user.User.Id, (await camera.Hub.GetMe()).Id);
        Assert.NotNull(Assert.Single(await camera.Hub.GetFaceDevices()).LastUsedAt);
    }

    [Fact]
    public async Task Another_person_on_that_device_is_not_signed_in_and_may_register()
    {
        var (user, key) = await EnrolledAsync("biden");
        await using var camera = await app.ConnectAsync(null, Token);
        await using (var lens = new Camera(camera, new() { Recognise = true, DeviceKey = key }))
        {
            Assert.Equal("unknown", (await lens.FollowAsync(await PhotoAsync("kit_harington/1.jpg"))).Challenge?.Kind);
        }

        Assert.NotEmpty((await camera.NextAsync<RegistrationRequested>(Token)).Message);
        Assert.Equal(ErrorCode.Unauthenticated, await Asking.CodeOfAsync(() => camera.Hub.GetMe()));

        var session = await camera.Hub.RegisterUser(new() { Username = ChatApp.Unique("kit") });
        Assert.NotEqual(user.User.Id, session.User.Id);
        Assert.True(session.User.HasFace);
        await using var again = await app.ConnectAsync(null, Token);
        await using var second = new Camera(again, new() { Recognise = true, DeviceKey = session.DeviceKey });
        Assert.Equal("done", (await second.FollowAsync(await PhotoAsync("kit_harington/1.jpg"))).Challenge?.Kind);
        _enrolled.Add(session);
    }

    [Fact]
    public async Task A_photo_held_to_the_camera_moved_and_tilted_is_never_let_in()
    {
        var (user, key) = await EnrolledAsync("kit_harington");
        var photo = await PhotoAsync("kit_harington/1.jpg");
        await using var camera = await app.ConnectAsync(null, Token);
        await using var lens = new Camera(camera, new() { Recognise = true, DeviceKey = key });
        var random = new Random(4);
        for (var frame = 0; frame < 24; frame++)
        {
            var held = frame < 6 ? photo.Straight() : photo.Held(random.Next(-35, 36), random.Next(-15, 16), random.Next(-15, 16), 0.9f + (0.2f * random.NextSingle()));
            Assert.NotEqual("done", (await lens.ShowAsync(held)).Challenge?.Kind);
        }

        Assert.Equal(ErrorCode.Unauthenticated, await Asking.CodeOfAsync(() => camera.Hub.GetMe()));
    }

    [Fact]
    public async Task The_same_frame_again_and_again_leads_nowhere()
    {
        var (user, key) = await EnrolledAsync("kit_harington");
        var frame = (await PhotoAsync("kit_harington/1.jpg")).Straight();
        await using var camera = await app.ConnectAsync(null, Token);
        await using var lens = new Camera(camera, new() { Recognise = true, DeviceKey = key });
        for (var round = 0; round < 6; round++) { Assert.Equal("holdStill", (await lens.ShowAsync(frame)).Challenge?.Kind); }
    }

    [Fact]
    public async Task A_device_of_others_knows_nobody_else_and_a_revoked_one_nobody()
    {
        var (user, key) = await EnrolledAsync("biden");
        var (_, keyOfAnother) = await EnrolledAsync("kit_harington");
        foreach (var wrong in (string[])[FaceKeyOfNobody, keyOfAnother])
        {
            await using var other = await app.ConnectAsync(null, Token);
            await using var lens = new Camera(other, new() { Recognise = true, DeviceKey = wrong });
            Assert.Equal("unknown", (await lens.FollowAsync(await PhotoAsync("biden/1.jpg"))).Challenge?.Kind);
        }

        await using (var owner = await app.ConnectAsync(user, Token))
        {
            using var http = app.Http(user);
            using var revoked = await http.DeleteAsync($"/api/me/face/devices/{Assert.Single(await owner.Hub.GetFaceDevices()).Id}", Token);
            Assert.True(revoked.IsSuccessStatusCode);
        }

        await using var camera = await app.ConnectAsync(null, Token);
        await using var second = new Camera(camera, new() { Recognise = true, DeviceKey = key });
        Assert.Equal("unknown", (await second.FollowAsync(await PhotoAsync("biden/1.jpg"))).Challenge?.Kind);
    }

    [Fact]
    public async Task After_many_failures_only_a_password_helps()
    {
        var (user, key) = await EnrolledAsync("kit_harington");
        var stranger = await PhotoAsync("biden/1.jpg");
        var kinds = new List<string>();
        await using (var camera = await app.ConnectAsync(null, Token))
        await using (var lens = new Camera(camera, new() { Recognise = true, DeviceKey = key }))
        {
            for (var round = 0; round < 6; round++) { kinds.Add((await lens.FollowAsync(stranger)).Challenge!.Kind); }
        }

        Assert.Equal(["unknown", "unknown", "unknown", "unknown", "unknown", "wait"], kinds);
        await using (var camera = await app.ConnectAsync(null, Token))
        await using (var lens = new Camera(camera, new() { Recognise = true, DeviceKey = key }))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(29));
            Assert.Equal("wait", (await lens.ShowAsync(stranger.Straight())).Challenge?.Kind);
            app.Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal("unknown", (await lens.FollowAsync(stranger)).Challenge?.Kind);
            Assert.Contains(" 60 s", (await lens.ShowAsync(stranger.Straight())).Challenge?.Instruction, StringComparison.Ordinal);

            await using (var command = app.Database.Source.CreateCommand($"UPDATE face_devices SET failures = {FaceDoor.LastFailure - 1} WHERE failures = {FaceDoor.FreeFailures + 1}"))
            {
                Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
            }

            app.Clock.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal("unknown", (await lens.FollowAsync(stranger)).Challenge?.Kind);
            app.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal("usePassword", (await lens.ShowAsync(stranger.Straight())).Challenge?.Kind);
        }

        await using var back = await app.ConnectAsync(null, Token);
        var session = await back.Hub.Login(new() { Username = user.User.Username, Password = ChatApp.Password });
        _enrolled[^1] = session;
        await using var third = await app.ConnectAsync(null, Token);
        await using var own = new Camera(third, new() { Recognise = true, DeviceKey = key });
        Assert.Equal("done", (await own.FollowAsync(await PhotoAsync("kit_harington/2.jpg"))).Challenge?.Kind);
    }

    [Fact]
    public async Task A_face_that_another_account_has_is_refused_and_only_an_admin_is_told()
    {
        var (user, _) = await EnrolledAsync("obama");
        var second = await app.RegisterAsync("second", Token);
        await using var connection = await app.ConnectAsync(second, Token);
        await connection.Hub.SetConsent(new() { Faces = true });
        var refusal = await Assert.ThrowsAsync<Chat.Client.Hub.ChatRefusedException>(() => connection.Hub.EnrollFace(new() { Images = [Read("obama/3.jpg")] }));

        Assert.Equal(ErrorCode.Conflict, refusal.Code);
        Assert.DoesNotContain(user.User.Username, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrolment_says_what_is_wrong_with_a_picture()
    {
        var session = await app.RegisterAsync("pictures", Token);
        await using var connection = await app.ConnectAsync(session, Token);
        Assert.Equal(ErrorCode.Forbidden, await Asking.CodeOfAsync(() => connection.Hub.EnrollFace(new() { Images = [Read("obama/1.jpg")] })));
        await connection.Hub.SetConsent(new() { Faces = true });
        foreach (var picture in (string[])["crowd.jpg", "obama_half_hidden.jpg", "kit_with_rose.jpg"])
        {
            Assert.Equal(ErrorCode.Invalid, await Asking.CodeOfAsync(() => connection.Hub.EnrollFace(new() { Images = [Read(picture)] })));
        }

        Assert.Equal(ErrorCode.Invalid, await Asking.CodeOfAsync(() => connection.Hub.EnrollFace(new() { Images = ["not a picture"u8.ToArray()] })));
        Assert.Equal(ErrorCode.Invalid, await Asking.CodeOfAsync(() => connection.Hub.EnrollFace(new() { UseLastFrame = true })));
        Assert.Equal(ErrorCode.Invalid, await Asking.CodeOfAsync(() => connection.Hub.EnrollFace(new() { Images = [Read("kit_harington/1.jpg"), Read("rose_leslie/1.jpg")] })));
        Assert.False((await connection.Hub.GetMe()).HasFace);
    }

    [Fact]
    public async Task What_is_kept_is_sealed_and_goes_at_once()
    {
        var (user, key) = await EnrolledAsync("kit_harington");
        Assert.Equal(28 + (128 * 4), await AskAsync<int>($"SELECT length(sealed) FROM face_templates WHERE account_id = '{user.User.Id}'"));

        await ForgetAsync(user);
        Assert.Equal(0L, await AskAsync<long>($"SELECT count(*) FROM face_templates WHERE account_id = '{user.User.Id}'"));
        await using var camera = await app.ConnectAsync(null, Token);
        await using var lens = new Camera(camera, new() { Recognise = true, DeviceKey = key });
        Assert.Equal("unknown", (await lens.FollowAsync(await PhotoAsync("kit_harington/2.jpg"))).Challenge?.Kind);
    }

    private static string FaceKeyOfNobody => Core.Faces.FaceDoor.NewKey();

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_faces, name));

    private Task<Photo> PhotoAsync(string name) => Photo.ReadAsync(Path.Combine(_faces, name), _sight);

    private async Task<(Session User, string Key)> EnrolledAsync(string person)
    {
        var session = await app.RegisterAsync(person.Replace('_', '-'), Token);
        await using var connection = await app.ConnectAsync(session, Token);
        await connection.Hub.SetConsent(new() { Faces = true });
        _enrolled.Add(session);
        var enrolled = await connection.Hub.EnrollFace(new() { Images = [Read($"{person}/1.jpg")], DeviceName = "tablet" });
        Assert.True((await connection.Hub.GetMe()).HasFace);
        return (session, enrolled.DeviceKey);
    }

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var command = app.Database.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    private async Task ForgetAsync(Session session)
    {
        await using var connection = await app.ConnectAsync(session, Token);
        await connection.Hub.DeleteFace();
    }
}
