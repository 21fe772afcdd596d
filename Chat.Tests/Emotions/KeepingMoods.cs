using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Emotions;
using Chat.Contracts.Wire;
using Chat.Core.Emotions;
using Chat.Tests.Fakes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Emotions;

/// <summary>Moods by hand: consent, staff, devices, messages, history.</summary>
public sealed class KeepingMoods(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mood_is_noted_only_of_those_who_want_it_and_reaches_all_their_devices()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var one = await app.ConnectAsync(ada, Token);
        await using var two = await app.ConnectAsync(ada, Token);
        Assert.Equal(ErrorCode.Forbidden, await Asking.CodeOfAsync(() => one.Hub.SetEmotion(new() { Emotion = Emotion.Happy })));

        Assert.True((await one.Hub.SetConsent(new() { Emotions = true })).Emotions);
        var set = await one.Hub.SetEmotion(new() { Emotion = Emotion.Happy, Confidence = 0.75 });
        foreach (var device in (TestConnection[])[one, two])
        {
            Assert.Equal(set, await device.NextAsync<EmotionUpdate>(Token));
        }

        Assert.Equal((Emotion.Happy, 0.75, EmotionSource.Manual, ada.User.Id), (set.Emotion, set.Confidence, set.Source, set.UserId));
        Assert.Equal(ErrorCode.Invalid, await Asking.CodeOfAsync(() => one.Hub.SetEmotion(new() { Emotion = Emotion.Sad, Confidence = 1.5 })));
    }

    [Fact]
    public async Task Staff_have_no_moods_here()
    {
        var (admin, agent) = (await app.RegisterAsync("admin", Token), await app.RegisterAsync("agent", Token));
        await using (var command = app.Database.Source.CreateCommand($"UPDATE accounts SET role = 'agent', consents_emotions = true WHERE id = '{agent.User.Id}'"))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        await using var connection = await app.ConnectAsync(agent, Token);
        Assert.Equal(ErrorCode.Forbidden, await Asking.CodeOfAsync(() => connection.Hub.SetEmotion(new() { Emotion = Emotion.Happy })));
        Assert.NotEqual(admin.User.Id, agent.User.Id);
    }

    [Fact]
    public async Task A_message_carries_the_mood_it_was_written_in()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var connection = await app.ConnectAsync(ada, Token);
        var room = await connection.Hub.CreateConversation(new() { Kind = Contracts.Conversations.ConversationKind.Private, ParticipantIds = [bob.User.Id] });
        Assert.Null((await connection.Hub.SendMessage(new() { ConversationId = room.Id, ClientMessageId = "1", Content = "before" })).Emotion);

        await connection.Hub.SetConsent(new() { Emotions = true });
        await connection.Hub.SetEmotion(new() { Emotion = Emotion.Surprised });
        Assert.Equal("surprised", (await connection.Hub.SendMessage(new() { ConversationId = room.Id, ClientMessageId = "2", Content = "now" })).Emotion);
        Assert.Equal("sad", (await connection.Hub.SendMessage(new() { ConversationId = room.Id, ClientMessageId = "3", Content = "said", Emotion = "sad" })).Emotion);

        await connection.Hub.SetConsent(new() { Emotions = false });
        Assert.Null((await connection.Hub.SendMessage(new() { ConversationId = room.Id, ClientMessageId = "4", Content = "after" })).Emotion);
    }

    [Fact]
    public async Task The_history_is_the_users_alone_in_order_and_can_be_deleted()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var connection = await app.ConnectAsync(ada, Token);
        await connection.Hub.SetConsent(new() { Emotions = true });
        foreach (var emotion in (Emotion[])[Emotion.Happy, Emotion.Sad, Emotion.Contempt]) { await connection.Hub.SetEmotion(new() { Emotion = emotion }); }

        using var http = app.Http(ada);
        using var answer = await http.GetAsync("/api/emotions?limit=2", Token);
        var newest = await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<IReadOnlyList<EmotionUpdate>>(answer.Content, ChatJson.Wire, Token);
        Assert.Equal([Emotion.Sad, Emotion.Contempt], newest!.Select(one => one.Emotion));
        Assert.Equal(3, (await connection.Hub.GetEmotions(new())).Count);
        await using var other = await app.ConnectAsync(bob, Token);
        Assert.Empty(await other.Hub.GetEmotions(new()));

        await connection.Hub.DeleteEmotions();
        Assert.Empty(await connection.Hub.GetEmotions(new()));
    }

    [Fact]
    public async Task Old_moods_are_forgotten()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var connection = await app.ConnectAsync(ada, Token);
        await connection.Hub.SetConsent(new() { Emotions = true });
        await connection.Hub.SetEmotion(new() { Emotion = Emotion.Happy });
        await using (var command = app.Database.Source.CreateCommand($"UPDATE moods SET at = now() - interval '91 days' WHERE account_id = '{ada.User.Id}'"))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        Assert.Equal(1, await app.Services.GetRequiredService<MoodSweep>().SweepAsync(Token));
        Assert.Empty(await connection.Hub.GetEmotions(new()));
    }

    [Fact]
    public async Task Without_models_the_camera_is_unavailable_and_names_the_file()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var connection = await app.ConnectAsync(ada, Token);
        var features = (await connection.Hub.GetServerInfo()).Features;

        Assert.Equal((false, false), (features.Faces.Available, features.Emotions.Available));
        Assert.Contains("face_detection_yunet_2023mar.onnx", features.Faces.Detail, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<Chat.Client.Hub.ChatRefusedException>(async () =>
        {
            await foreach (var _ in connection.Hub.SendFrame(new() { Recognise = true }, Nothing(), Token)) { }
        });
        Assert.Equal(ErrorCode.Unavailable, refused.Code);
        Assert.Contains("models fetch", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.Unavailable, await Asking.CodeOfAsync(() => connection.Hub.RegisterUser(new() { Username = ChatApp.Unique("x"), FaceImage = [1] })));
    }

    private static async IAsyncEnumerable<Contracts.Faces.VideoFrame> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}

/// <summary>What is shown of a mood over time.</summary>
public sealed class SmoothingMoods
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_flicker_changes_nothing_and_a_lasting_change_does()
    {
        var mood = new MoodSmoothing(_clock);
        Frames(mood, Emotion.Happy, 10);
        Assert.Equal(Emotion.Happy, mood.Shown);
        Assert.False(Frames(mood, Emotion.Angry, 1));
        Frames(mood, Emotion.Happy, 3);
        Assert.Equal(Emotion.Happy, mood.Shown);

        Assert.True(Frames(mood, Emotion.Sad, 15));
        Assert.Equal(Emotion.Sad, mood.Shown);
        Assert.True(mood.Confidence > 0.8f);
    }

    [Fact]
    public void What_is_not_clear_is_not_said()
    {
        var mood = new MoodSmoothing(_clock);
        for (var frame = 0; frame < 20; frame++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            mood.Take([0.4f, 0.35f, 0.25f, 0, 0, 0, 0, 0]);
        }

        Assert.Null(mood.Shown);
        Frames(mood, Emotion.Happy, 20);
        Assert.Equal(Emotion.Happy, mood.Shown);
        for (var frame = 0; frame < 20; frame++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            mood.Take([0.4f, 0.35f, 0.25f, 0, 0, 0, 0, 0]);
        }

        Assert.Null(mood.Shown);
    }

    [Fact]
    public void Two_moods_that_take_turns_are_told_of_seldom()
    {
        var (mood, changes) = (new MoodSmoothing(_clock), 0);
        for (var frame = 0; frame < 200; frame++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            if (mood.Take(Clear(frame % 2 is 0 ? Emotion.Happy : Emotion.Neutral))) { changes++; }
        }

        Assert.InRange(changes, 1, 3);
    }

    [Fact]
    public void A_mood_expires_after_two_minutes_and_an_older_word_changes_nothing()
    {
        var moods = new CurrentMoods(_clock);
        var ada = Guid.NewGuid();
        EmotionUpdate Update(Emotion emotion, long order) => new()
        {
            UserId = ada, Emotion = emotion, Confidence = 1, Source = EmotionSource.Manual, At = _clock.GetUtcNow(), Order = order,
        };

        Assert.True(moods.Take(Update(Emotion.Happy, 2)));
        Assert.False(moods.Take(Update(Emotion.Sad, 1)));
        Assert.Equal("happy", moods.WordOf(ada));
        _clock.Advance(TimeSpan.FromSeconds(121));
        Assert.Null(moods.WordOf(ada));
    }

    private bool Frames(MoodSmoothing mood, Emotion emotion, int count)
    {
        var changed = false;
        for (var frame = 0; frame < count; frame++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            changed |= mood.Take(Clear(emotion));
        }

        return changed;
    }

    private static float[] Clear(Emotion emotion)
    {
        var likely = new float[8];
        likely.AsSpan().Fill(0.01f);
        likely[(int)emotion] = 0.93f;
        return likely;
    }
}
