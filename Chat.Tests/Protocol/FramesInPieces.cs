using System.Buffers;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>A socket brings bytes as it likes.</summary>
public sealed class FramesInPieces
{
    private static readonly FixedBinder s_binder = new(typeof(Letter), typeof(Letter));

    [Fact]
    public void Half_a_frame_waits_for_the_rest_and_costs_nothing()
    {
        var frame = Frames.Protocol.GetMessageBytes(new InvocationMessage("1", "m", [Letters.Full()])).ToArray();
        Frames.Parse(frame, s_binder);
        for (var sent = 0; sent < frame.Length; sent++)
        {
            var input = new ReadOnlySequence<byte>(frame, 0, sent);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isWhole = Frames.Protocol.TryParseMessage(ref input, s_binder, out _);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.False(isWhole);
            Assert.Equal(sent, input.Length);
        }
    }

    [Fact]
    public void A_frame_in_pieces_is_read_like_a_whole_one()
    {
        var letter = Letters.Any(new Random(3));
        var frame = Frames.Protocol.GetMessageBytes(new InvocationMessage("1", "m", [letter])).ToArray();
        for (var size = 1; size < 9; size++)
        {
            var input = Pieces.Of(frame, size);
            Assert.True(Frames.Protocol.TryParseMessage(ref input, s_binder, out var message));
            Assert.Equal(MessageText.Of(Frames.Parse(frame, s_binder)!), MessageText.Of(message));
            Assert.True(input.IsEmpty);
        }
    }
}
