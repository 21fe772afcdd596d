using Chat.Contracts;
using Chat.Core.Data;
using Chat.Core.Models;
using Chat.Core.Results;
using Chat.Vision.Faces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Faces;

/// <summary>The few threads that look at the pictures of all cameras.</summary>
public sealed class SharingWorkers : IDisposable
{
    private const int Places = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualResetEventSlim _gate = new();
    private readonly FaceModels _models;
    private readonly FaceWorkers _workers;

    public SharingWorkers()
    {
        var options = Options.Create(new ModelOptions { Directory = Path.GetTempPath() });
        _models = new(new ModelCatalogue([]), new(options, new DataDirectory(Path.GetTempPath())), options, NullLogger<FaceModels>.Instance);
        _workers = new(_models, Options.Create(new VisionOptions { Workers = 1 }));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _gate.Set();
        _workers.Dispose();
        _models.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public async Task Each_camera_gets_its_turn_before_any_gets_a_second()
    {
        var order = new List<string>();
        var busy = OccupyAsync();
        async Task FilmAsync(string camera)
        {
            for (var frame = 0; frame < 3; frame++)
            {
                await _workers.RunAsync<int>(
                    _ =>
                    {
                        // A camera asks again when it has its answer, so the last one of a round has asked before the next round begins.
                        lock (order) { order.Add(camera); }
                        return frame;
                    },
                    Token);
            }
        }

        var cameras = (Task[])[FilmAsync("a"), FilmAsync("b"), FilmAsync("c")];
        _gate.Set();
        await Task.WhenAll([busy, .. cameras]).WaitAsync(Patience, Token);

        Assert.Equal(["a", "b", "c"], order.Take(3));
        Assert.Equal(3, order.Count(camera => camera is "a"));
        Assert.Equal(9, order.Count);
    }

    [Fact]
    public async Task What_finds_no_place_is_told_to_wait_and_nothing_grows()
    {
        var busy = OccupyAsync();
        var waiting = Enumerable.Range(0, 2 * Places).Select(number => _workers.RunAsync<int>(_ => number, Token)).ToArray();
        _gate.Set();
        var answers = await Task.WhenAll(waiting).WaitAsync(Patience, Token);
        await busy;

        Assert.InRange(answers.Count(answer => answer.Match(_ => false, refusal => refusal.Code is ErrorCode.RateLimited)), Places - 1, Places + 1);
    }

    [Fact]
    public async Task A_picture_that_breaks_the_work_breaks_nothing_else()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _workers.RunAsync<int>(_ => throw new InvalidOperationException("made"), Token));
        Assert.Equal(7, (await _workers.RunAsync<int>(_ => 7, Token)).Match(number => number, _ => 0));
    }

    private Task OccupyAsync() => _workers.RunAsync<int>(
        _ =>
        {
            _gate.Wait(Patience);
            return 0;
        },
        Token);
}
