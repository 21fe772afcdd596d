using Chat.Tests.Faces;
using Chat.Tests.Running;

namespace Chat.Tests.Browser;

/// <summary>People before the camera of a browser: photos that turn their heads as they are told, real models, the real server.</summary>
[Collection(nameof(Browsers))]
public sealed class FacesInBrowsers(FacedApp app) : IClassFixture<FacedApp>
{
    private static readonly int[] s_turns = [28, 34, 40, 46];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_face_is_enrolled_signs_in_shows_its_mood_and_is_forgotten()
    {
        Requires.Chromium();
        var folder = Directory.CreateTempSubdirectory("chat-camera-");
        try
        {
            var media = Requires.Media();
            await FilmAsync(folder.FullName, "kit", Path.Combine(media, "faces", "kit_harington", "1.jpg"));
            await FilmAsync(folder.FullName, "joe", Path.Combine(media, "faces", "biden", "1.jpg"));
            File.Copy(Path.Combine(media, "emotions", "happy.jpg"), Path.Combine(folder.FullName, "happy.jpg"));
            await BrowserScript.PlayAsync("faces", app.Address, Nothing, Token, new Dictionary<string, string> { ["CHAT_CAMERA"] = folder.FullName });
        }
        finally { folder.Delete(recursive: true); }
    }

    /// <summary>Pictures of one person looking straight and turned to both sides, for the browser's camera.</summary>
    private static async Task FilmAsync(string folder, string name, string file)
    {
        var photo = await Photo.ReadAsync(file, Sight.Real);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.jpg"), photo.Straight(), Token);
        foreach (var (degrees, at) in s_turns.Select((degrees, at) => (degrees, at)))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-turnLeft-{at}.jpg"), photo.Turned(degrees), Token);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-turnRight-{at}.jpg"), photo.Turned(-degrees), Token);
        }
    }

    private static Task Nothing(string wanted) => throw new InvalidOperationException($"Nobody does {wanted}.");
}

/// <summary>With real models where they are, no limits, and minutes for the turns: a busy machine shows few frames a second.</summary>
public sealed class FacedApp : ChatApp
{
    private static string Models => Environment.GetEnvironmentVariable("CHAT_MODELS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Repository.Root, "..", "shared", "models");

    protected override IReadOnlyList<string> Settings =>
        ["--Chat:Limits:Enabled=false", $"--Chat:Models:Directory={Models}", "--Chat:Faces:TurnSeconds=600", "--Chat:Vision:Workers=2"];
}
