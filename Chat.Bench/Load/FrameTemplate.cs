using System.Buffers.Binary;
using System.Globalization;

namespace Chat.Bench.Load;

/// <summary>
/// A WebSocket frame, made once; only its number, which stands in it wherever <see cref="Number"/> did, is written for each send.
/// The mask is zero: a server takes it off all the same.
/// </summary>
internal sealed class FrameTemplate
{
    /// <summary>The first number: all have eight digits, so that every frame is as long as the others.</summary>
    public const long Number = 10_000_000;

    private static readonly byte[] s_digits = "10000000"u8.ToArray();

    private readonly byte[] _frame;
    private readonly int[] _places;

    public FrameTemplate(ReadOnlySpan<byte> payload, bool isText)
    {
        _frame = Frame(payload, isText ? 0x81 : 0x82);
        var places = new List<int>();
        for (var at = 0; at <= _frame.Length - s_digits.Length; at++)
        {
            if (_frame.AsSpan(at).StartsWith(s_digits)) { places.Add(at); }
        }

        _places = [.. places];
    }

    public int Length => _frame.Length;

    public void Write(long number, Span<byte> to)
    {
        _frame.CopyTo(to);
        foreach (var place in _places) { number.TryFormat(to[place..], out _, "00000000", CultureInfo.InvariantCulture); }
    }

    public static byte[] Frame(ReadOnlySpan<byte> payload, int head)
    {
        var header = payload.Length < 126 ? 6 : payload.Length <= ushort.MaxValue ? 8 : 14;
        var frame = new byte[header + payload.Length];
        frame[0] = (byte)head;
        switch (header)
        {
            case 6: frame[1] = (byte)(0x80 | payload.Length); break;
            case 8:
                frame[1] = 0x80 | 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
                break;
            default:
                frame[1] = 0x80 | 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
                break;
        }

        payload.CopyTo(frame.AsSpan(header));
        return frame;
    }
}
