using System.Text.Json;
using System.Threading.Channels;
using Chat.Contracts.Accounts;
using Chat.Contracts.Faces;
using Chat.Tests.Fakes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Tests.Faces;

/// <summary>The real application with real models, where they are.</summary>
public class FaceApp : ChatApp
{
    /// <summary>No test of faces depends on how fast the machine is.</summary>
    internal StillClock Clock { get; } = new();

    private static string Models => Environment.GetEnvironmentVariable("CHAT_MODELS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Repository.Root, "..", "shared", "models");

    protected override IReadOnlyList<string> Settings =>
        [$"--Chat:Models:Directory={Models}", "--Chat:Faces:Key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "--Chat:Vision:Workers=2"];

    protected override void Adjust(IServiceCollection services) => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
}

/// <summary>A camera on a connection: a frame goes out, its answer comes back.</summary>
internal sealed class Camera : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Channel<VideoFrame> _frames = Channel.CreateUnbounded<VideoFrame>();
    private readonly IAsyncEnumerator<FrameResult> _answers;
    private readonly CancellationTokenSource _off = new();
    private int _last;

    public Camera(TestConnection connection, SendFrameRequest request) =>
        _answers = connection.Hub.SendFrame(request, _frames.Reader.ReadAllAsync(_off.Token), _off.Token).GetAsyncEnumerator(_off.Token);

    public async Task<FrameResult> ShowAsync(byte[] image)
    {
        Send(image);
        return await AnswerAsync();
    }

    public void Send(byte[] image) => _frames.Writer.TryWrite(new() { Id = JsonSerializer.SerializeToElement(++_last), Image = image });

    public async Task<FrameResult> AnswerAsync()
    {
        Assert.True(await _answers.MoveNextAsync().AsTask().WaitAsync(Patience), "The server ended the stream.");
        return _answers.Current;
    }

    /// <summary>Looks straight and turns as it is told, until the server says that it is over or so many frames went by.</summary>
    public async Task<FrameResult> FollowAsync(Photo person, int frames = 40)
    {
        var answer = await ShowAsync(person.Straight());
        float further = 0;
        for (var frame = 0; frame < frames && answer.Challenge?.Kind is not (null or "done" or "unknown" or "refused" or "wait" or "usePassword"); frame++)
        {
            further = answer.Challenge.Kind is "turnLeft" or "turnRight" ? further + 4 : 0;
            answer = await ShowAsync(answer.Challenge.Kind switch
            {
                "turnLeft" => person.Turned(28 + further),
                "turnRight" => person.Turned(-28 - further),
                _ => person.Straight(),
            });
        }

        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        _frames.Writer.TryComplete();
        await _off.CancelAsync();
        try { await _answers.DisposeAsync(); }
        catch (OperationCanceledException) { }

        _off.Dispose();
    }
}
