using System.Globalization;
using System.Net.Http.Json;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Emotions;
using Chat.Contracts.Wire;
using Chat.Tests.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Faces;

/// <summary>The road of a frame over the real hub, with small models that are made here: nobody needs weights for it.</summary>
public sealed class LookingThroughACamera : IClassFixture<MadeModelsApp>
{
    private readonly MadeModelsApp _app;

    public LookingThroughACamera(MadeModelsApp app)
    {
        Requires.Onnx();
        Requires.Pictures();
        _app = app;
    }

    private static byte[] Picture => MadeModels.Picture;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frame_is_answered_with_the_face_and_its_mood()
    {
        await using var connection = await _app.ConnectAsync(null, Token);
        Assert.True((await connection.Hub.GetServerInfo()).Features.Emotions.Available);
        await using var camera = new Camera(connection, new() { Emotions = true });
        var answer = await camera.ShowAsync(Picture);

        Assert.Equal(("1", false), (answer.FrameId.GetRawText(), answer.Skipped));
        Assert.True(answer.ElapsedMs > 0);
        var face = Assert.Single(answer.Faces);
        Assert.Equal(0.5, face.Box.X + (face.Box.Width / 2), 0.01);
        Assert.Equal(0.5, face.Box.Y + (face.Box.Height / 2), 0.01);
        Assert.Equal(0.95, face.Confidence, 0.01);
        Assert.Equal(Emotion.Happy, face.Emotion);
        Assert.InRange(face.EmotionConfidence!.Value, 0.8, 1);
        Assert.Null(face.UserId);
    }

    [Fact]
    public async Task A_mood_before_the_camera_reaches_all_devices_of_who_wants_it()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        await using var connection = await _app.ConnectAsync(ada, Token);
        await using var other = await _app.ConnectAsync(ada, Token);
        Assert.Equal(ErrorCode.Forbidden, await Asking.CodeOfAsync(async () =>
        {
            await using var refused = new Camera(connection, new() { Emotions = true });
            await refused.ShowAsync(Picture);
        }));

        await connection.Hub.SetConsent(new() { Emotions = true });
        await using var camera = new Camera(connection, new() { Emotions = true });
        await camera.ShowAsync(Picture);
        var update = await other.NextAsync<EmotionUpdate>(Token);
        Assert.Equal((ada.User.Id, Emotion.Happy, EmotionSource.Face), (update.UserId, update.Emotion, update.Source));
    }

    [Fact]
    public async Task A_camera_that_is_refused_while_it_sends_leaves_its_connection_open()
    {
        await using var connection = await _app.ConnectAsync(await _app.RegisterAsync("ada", Token), Token);
        for (var camera = 0; camera < 10; camera++)
        {
            Assert.Equal(ErrorCode.Forbidden, await Asking.CodeOfAsync(async () =>
            {
                await using var refused = new Camera(connection, new() { Emotions = true });
                for (var frame = 0; frame < 60; frame++) { refused.Send(Picture); }
                await refused.AnswerAsync();
            }));
            Assert.Equal("ada", (await connection.Hub.GetMe()).DisplayName);
        }
    }

    [Fact]
    public async Task Two_hundred_frames_at_once_are_all_answered_and_the_last_is_looked_at()
    {
        await using var connection = await _app.ConnectAsync(null, Token);
        await using var camera = new Camera(connection, new() { Emotions = true });
        for (var frame = 0; frame < 200; frame++) { camera.Send(Picture); }

        var answers = new Dictionary<string, bool>(StringComparer.Ordinal);
        while (answers.Count < 200)
        {
            var answer = await camera.AnswerAsync();
            answers.Add(answer.FrameId.GetRawText(), answer.Skipped);
        }

        Assert.False(answers["200"]);
        Assert.Equal(Enumerable.Range(1, 200).Select(id => id.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal), answers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_connection_has_one_camera()
    {
        await using var connection = await _app.ConnectAsync(null, Token);
        await using (var camera = new Camera(connection, new() { Emotions = true }))
        {
            await camera.ShowAsync(Picture);
            Assert.Equal(ErrorCode.Conflict, await Asking.CodeOfAsync(async () =>
            {
                await using var second = new Camera(connection, new() { Emotions = true });
                await second.ShowAsync(Picture);
            }));
        }
    }

    public static TheoryData<string, byte[]> BadPictures => new()
    {
        { "nothing", [] },
        { "text", "not a picture"u8.ToArray() },
        { "truncated", Picture[..(Picture.Length / 2)] },
        { "animated", MadePictures.Gif(PngMaker.Draw(40, 80, (x, y) => y < 40 ? ((byte)255, (byte)0, (byte)0) : ((byte)0, (byte)0, (byte)255)), 40) },
        { "30,000 × 30,000", PngMaker.Claim(30_000, 30_000) },
    };

    [Theory]
    [MemberData(nameof(BadPictures), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_picture_is_told_of_and_the_camera_goes_on(string what, byte[] bytes)
    {
        await using var connection = await _app.ConnectAsync(null, Token);
        await using var camera = new Camera(connection, new() { Emotions = true });
        var bad = await camera.ShowAsync(bytes);
        Assert.True(bad is { Skipped: false, Faces.Count: 0, Challenge: { Kind: "unreadable", Instruction.Length: > 0 } }, $"{what}: {bad}");

        Assert.Single((await camera.ShowAsync(Picture)).Faces);
    }

    [Fact]
    public async Task Pictures_of_any_colours_depth_and_size_are_looked_at()
    {
        var png = PngMaker.LeftRedRightBlue(64, 64);
        byte[][] pictures =
        [
            MadePictures.Jpeg(png, ("colourspace", "space", "cmyk")), MadePictures.Save(png, "pngsave_buffer", ("bitdepth", "16")),
            MadePictures.Jpeg(png, ("colourspace", "space", "b-w")), PngMaker.LeftRedRightBlue(1, 1),
        ];
        await using var connection = await _app.ConnectAsync(null, Token);
        await using var camera = new Camera(connection, new() { Emotions = true });
        foreach (var picture in pictures) { Assert.Null((await camera.ShowAsync(picture)).Challenge); }
    }

    [Fact]
    public async Task A_template_of_another_model_lets_nobody_in_and_asks_to_enrol_again()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        await using (var connection = await _app.ConnectAsync(ada, Token))
        {
            await connection.Hub.SetConsent(new() { Faces = true });
            await connection.Hub.EnrollFace(new() { Images = [Picture] });
            await using var command = _app.Database.Source.CreateCommand($"UPDATE face_templates SET model = 'another@1' WHERE account_id = '{ada.User.Id}'");
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        }

        await using var other = await _app.StartAnotherAsync();
        await using var second = await TestConnection.OpenAsync(other.Address, ada.AccessToken, Chat.Client.Connecting.WireEncoding.Json, Token);
        await second.Hub.EnrollFace(new() { Images = [Picture] });
        await using var count = _app.Database.Source.CreateCommand($"SELECT count(*) FROM face_templates WHERE account_id = '{ada.User.Id}' AND model <> 'another@1'");
        Assert.Equal(1L, await count.ExecuteScalarAsync(Token));
        await second.Hub.DeleteFace();
    }

    [Fact]
    public async Task A_face_enrolled_on_one_node_is_known_to_be_taken_on_another()
    {
        var (ada, bob) = (await _app.RegisterAsync("ada", Token), await _app.RegisterAsync("bob", Token));
        await using var node = await _app.StartAnotherAsync();
        await using var here = await _app.ConnectAsync(ada, Token);
        await here.Hub.SetConsent(new() { Faces = true });
        await here.Hub.EnrollFace(new() { Images = [Picture] });

        await using var there = await TestConnection.OpenAsync(node.Address, bob.AccessToken, Chat.Client.Connecting.WireEncoding.MessagePack, Token);
        await there.Hub.SetConsent(new() { Faces = true });
        var until = DateTime.UtcNow.AddSeconds(60);
        string code;
        do
        {
            try
            {
                await there.Hub.EnrollFace(new() { Images = [Picture] });
                await there.Hub.DeleteFace();
                code = "";
            }
            catch (Chat.Client.Hub.ChatRefusedException refused) { code = refused.Code; }
        }
        while (code is "" && DateTime.UtcNow < until);

        Assert.Equal(ErrorCode.Conflict, code);
        await here.Hub.DeleteFace();
    }

    [Fact]
    public async Task Who_signs_in_before_a_camera_without_wanting_moods_is_read_no_more()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        await using var connection = await _app.ConnectAsync(null, Token);
        await using var camera = new Camera(connection, new() { Emotions = true });
        Assert.NotNull(Assert.Single((await camera.ShowAsync(Picture)).Faces).Emotion);

        await connection.Hub.Login(new() { Username = ada.User.Username, Password = ChatApp.Password });
        Assert.Null(Assert.Single((await camera.ShowAsync(Picture)).Faces).Emotion);
        Assert.Empty(await connection.Hub.GetEmotions(new()));
    }

    [Fact]
    public async Task A_camera_reads_no_moods_of_agents()
    {
        var agent = await _app.RegisterAsync("agent", Token);
        await using var command = _app.Database.Source.CreateCommand($"UPDATE accounts SET role = 'agent', consents_emotions = true WHERE id = '{agent.User.Id}'");
        await command.ExecuteNonQueryAsync(Token);
        await using var connection = await _app.ConnectAsync(agent, Token);

        Assert.Equal(ErrorCode.Forbidden, await Asking.CodeOfAsync(async () =>
        {
            await using var camera = new Camera(connection, new() { Emotions = true });
            await camera.ShowAsync(Picture);
        }));
    }

    [Fact]
    public async Task A_face_goes_with_its_account_and_is_free_again()
    {
        // Whoever comes first is the admin, and the last one of those may not leave.
        await _app.RegisterAsync("first", Token);
        var (ada, bob) = (await _app.RegisterAsync("ada", Token), await _app.RegisterAsync("bob", Token));
        await using var theirs = await _app.ConnectAsync(bob, Token);
        await theirs.Hub.SetConsent(new() { Faces = true });
        await using (var hers = await _app.ConnectAsync(ada, Token))
        {
            await hers.Hub.SetConsent(new() { Faces = true });
            await hers.Hub.EnrollFace(new() { Images = [Picture] });
        }

        Assert.Equal(ErrorCode.Conflict, await Asking.CodeOfAsync(() => theirs.Hub.EnrollFace(new() { Images = [Picture] })));
        using var http = _app.Http(ada);
        using var gone = await http.DeleteAsync("/api/me", Token);
        Assert.True(gone.IsSuccessStatusCode);
        Assert.Equal(0L, await CountAsync($"SELECT count(*) FROM face_templates WHERE account_id = '{ada.User.Id}'"));
        Assert.Equal(0L, await CountAsync("SELECT count(*) FROM face_devices WHERE id NOT IN (SELECT device_id FROM face_enrolments)"));

        Assert.NotEmpty((await theirs.Hub.EnrollFace(new() { Images = [Picture] })).DeviceKey);
        await theirs.Hub.DeleteFace();
    }

    [Fact]
    public async Task Whose_face_two_accounts_wanted_only_admins_are_told()
    {
        var (ada, bob) = (await _app.RegisterAsync("ada", Token), await _app.RegisterAsync("bob", Token));
        await using var hers = await _app.ConnectAsync(ada, Token);
        await using var his = await _app.ConnectAsync(bob, Token);
        foreach (var one in (TestConnection[])[hers, his]) { await one.Hub.SetConsent(new() { Faces = true }); }
        await hers.Hub.EnrollFace(new() { Images = [Picture] });
        var refusal = await Assert.ThrowsAsync<Chat.Client.Hub.ChatRefusedException>(() => his.Hub.EnrollFace(new() { Images = [Picture] }));
        Assert.DoesNotContain(ada.User.Username, refusal.Message, StringComparison.Ordinal);
        await hers.Hub.DeleteFace();

        await using (var command = _app.Database.Source.CreateCommand($"UPDATE accounts SET role = 'admin' WHERE id = '{ada.User.Id}'")) { await command.ExecuteNonQueryAsync(Token); }
        await using var again = await _app.ConnectAsync(null, Token);
        var admin = await again.Hub.Login(new() { Username = ada.User.Username, Password = ChatApp.Password });
        Assert.Contains(await ConflictsAsync(admin), conflict => (conflict.UserId, conflict.OtherUserId) == (bob.User.Id, ada.User.Id));
        using var http = _app.Http(bob);
        using var refused = await http.GetAsync("/api/admin/face-conflicts", Token);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private async Task<IReadOnlyList<FaceConflictRecord>> ConflictsAsync(Session admin)
    {
        using var http = _app.Http(admin);
        using var answer = await http.GetAsync("/api/admin/face-conflicts", Token);
        return (await answer.Content.ReadFromJsonAsync<IReadOnlyList<FaceConflictRecord>>(ChatJson.Wire, Token))!;
    }

    private async Task<object?> CountAsync(string sql)
    {
        await using var command = _app.Database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
