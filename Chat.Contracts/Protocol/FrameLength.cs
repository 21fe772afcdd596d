using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Chat.Contracts.Protocol;

/// <summary>The length in front of each frame: seven bits a byte, lowest first, at most five bytes and 2 GiB.</summary>
internal static class FrameLength
{
    public const int MaxBytes = 5;

    public static int BytesOf(int length) => length switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        < 1 << 28 => 4,
        _ => 5,
    };

    public static void Write(int length, Span<byte> prefix)
    {
        for (var i = 0; i < prefix.Length; i++)
        {
            var more = i < prefix.Length - 1 ? 0x80 : 0;
            prefix[i] = (byte)((length & 0x7f) | more);
            length >>= 7;
        }
    }

    /// <summary>Takes one whole frame off <paramref name="input"/>; false, and nothing taken, while some of it is still to come.</summary>
    public static bool TryTake(ref ReadOnlySequence<byte> input, [NotNullWhen(true)] out ReadOnlySequence<byte>? frame)
    {
        frame = null;
        Span<byte> prefix = stackalloc byte[(int)Math.Min(MaxBytes, input.Length)];
        input.Slice(0, prefix.Length).CopyTo(prefix);
        if (!TryRead(prefix, out var length, out var used) || input.Length - used < length) { return false; }
        frame = input.Slice(used, length);
        input = input.Slice(used + (long)length);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> prefix, out int length, out int used)
    {
        var value = 0L;
        for (used = 0; used < prefix.Length; used++)
        {
            value |= (long)(prefix[used] & 0x7f) << (7 * used);
            if ((prefix[used] & 0x80) != 0) { continue; }
            if (value > int.MaxValue) { break; }
            length = (int)value;
            used++;
            return true;
        }

        length = 0;
        return prefix.Length == MaxBytes ? throw new InvalidDataException("A frame holds at most 2 GiB.") : false;
    }
}
