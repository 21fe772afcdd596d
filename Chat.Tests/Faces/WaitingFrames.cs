using System.Text.Json;
using Chat.Contracts.Faces;
using Chat.Core.Faces;
using Chat.Tests.Fakes;

namespace Chat.Tests.Faces;

/// <summary>What waits of a camera that is faster than the server.</summary>
public sealed class WaitingFrames : IDisposable
{
    private readonly FrameInbox _inbox = new(new FakeClock());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task The_newest_frame_waits_and_older_ones_keep_their_answer_but_not_their_picture()
    {
        await _inbox.FillAsync(Frames(200), Token);
        var batch = await _inbox.TakeAsync(Token);

        Assert.Equal(199, batch!.Skipped.Count);
        Assert.All(batch.Skipped, skipped => Assert.Empty(skipped.Frame.Image));
        Assert.Equal((200, 1), (batch.Newest!.Frame.Id.GetInt32(), batch.Newest.Frame.Image.Length));
        Assert.Null(await _inbox.TakeAsync(Token));
    }

    [Fact]
    public async Task Who_reads_no_answers_is_not_read_from()
    {
        var (sent, filling) = (0, Task.CompletedTask);
        filling = _inbox.FillAsync(Frames(10_000, () => sent++), Token);
        Assert.False(filling.IsCompleted);
        Assert.InRange(sent, 200, 300);

        var answered = 0;
        while (await _inbox.TakeAsync(Token) is { } batch) { answered += batch.Skipped.Count + (batch.Newest is null ? 0 : 1); }
        await filling;
        Assert.Equal(10_000, answered);
    }

    private static async IAsyncEnumerable<VideoFrame> Frames(int count, Action? sent = null)
    {
        await Task.CompletedTask;
        for (var id = 1; id <= count; id++)
        {
            sent?.Invoke();
            yield return new() { Id = JsonSerializer.SerializeToElement(id), Image = [1] };
        }
    }
}
