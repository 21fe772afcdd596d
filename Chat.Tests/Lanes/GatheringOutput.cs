using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Chat.Hubs.Connections.Output;
using Chat.Tests.Running;

namespace Chat.Tests.Lanes;

/// <summary>The output of a connection, between the hub that writes and the pipe that a transport reads.</summary>
public sealed class GatheringOutput
{
    private const int Small = 1_024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_arrives_whole_and_in_order()
    {
        var pipe = new Pipe(new(pauseWriterThreshold: Small, resumeWriterThreshold: Small / 2));
        var output = new GatheredOutput(new PipeOutlet(pipe.Writer));
        var reading = ReadAllAsync(pipe.Reader);
        var expected = new StringBuilder();

        for (var at = 0; at < 2_000; at++)
        {
            var text = $"{at}:{new string('x', at % 97)};";
            expected.Append(text);
            if (at % 2 is 0) { await output.WriteAsync(Encoding.ASCII.GetBytes(text), Token); }
            else
            {
                Encoding.ASCII.GetBytes(text, output);
                await output.FlushAsync(Token);
            }
        }

        await output.CompleteAsync();
        Assert.Equal(expected.ToString(), await reading);
    }

    [Fact]
    public async Task What_is_told_together_goes_out_in_one_piece_and_not_before_all_is_told()
    {
        var pipe = new Pipe();
        var output = new GatheredOutput(new PipeOutlet(pipe.Writer));

        Gathering.Begin();
        foreach (var text in (string[])["one ", "two ", "three"])
        {
            Encoding.ASCII.GetBytes(text, output);
            await output.FlushAsync(Token);
        }

        Gathering.End();

        var read = await pipe.Reader.ReadAsync(Token);
        Assert.Equal("one two three", Encoding.ASCII.GetString(read.Buffer.ToArray()));
    }

    [Fact]
    public async Task What_waits_when_the_connection_ends_still_goes_out()
    {
        var pipe = new Pipe(new(pauseWriterThreshold: Small, resumeWriterThreshold: Small / 2));
        var output = new GatheredOutput(new PipeOutlet(pipe.Writer));
        await output.WriteAsync(new byte[Small * 2], Token);
        var last = output.WriteAsync("goodbye"u8.ToArray(), Token);

        await output.CompleteAsync();

        Assert.EndsWith("goodbye", await ReadAllAsync(pipe.Reader), StringComparison.Ordinal);
        await last.AsTask().WaitAsync(Waiting.Limit, Token);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_holds_up_the_writer_and_not_the_memory()
    {
        var pipe = new Pipe(new(pauseWriterThreshold: Small, resumeWriterThreshold: Small / 2));
        var output = new GatheredOutput(new PipeOutlet(pipe.Writer));
        var written = 0;
        ValueTask<FlushResult> write = default;
        for (; written < 1_000_000 && write.IsCompleted; written += Small) { write = output.WriteAsync(new byte[Small], Token); }

        Assert.False(write.IsCompleted);
        Assert.InRange(written, Small, 128 * Small);

        var reading = ReadAllAsync(pipe.Reader);
        await write.AsTask().WaitAsync(Waiting.Limit, Token);
        await output.CompleteAsync();
        Assert.Equal(written, (await reading).Length);
    }

    [Fact]
    public async Task The_writer_learns_that_the_reader_is_gone()
    {
        var pipe = new Pipe();
        var output = new GatheredOutput(new PipeOutlet(pipe.Writer));
        await pipe.Reader.CompleteAsync();
        using var limit = Waiting.Limited(Token);
        var gone = false;
        while (!gone && !limit.IsCancellationRequested)
        {
            gone = (await output.WriteAsync(new byte[1], Token)).IsCompleted;
            await Task.Yield();
        }

        Assert.True(gone);
    }

    private static async Task<string> ReadAllAsync(PipeReader reader)
    {
        var text = new StringBuilder();
        while (true)
        {
            var read = await reader.ReadAsync(Token);
            text.Append(Encoding.ASCII.GetString(read.Buffer.ToArray()));
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) { return text.ToString(); }
        }
    }
}
