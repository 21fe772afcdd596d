using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Chat.Vision.Crops;

/// <summary>Pixels of three bytes as three planes of numbers, which is what models take.</summary>
internal static class Planes
{
    private const int Step = 16;

    // Sixteen pixels are three vectors; each colour picks its bytes from all three. 128 and above picks nothing.
    private static readonly Vector128<byte>[] s_picks = Picks();

    /// <summary>One row. The planes are at least as long as the row has pixels.</summary>
    public static void Split(ReadOnlySpan<byte> rgb, Span<float> red, Span<float> green, Span<float> blue)
    {
        var pixels = rgb.Length / 3;
        var at = 0;
        for (; at + Step <= pixels; at += Step)
        {
            var bytes = rgb[(3 * at)..];
            var (first, second, third) = (Vector128.Create(bytes), Vector128.Create(bytes[16..]), Vector128.Create(bytes[32..]));
            Spread(Pick(first, second, third, 0), red[at..]);
            Spread(Pick(first, second, third, 3), green[at..]);
            Spread(Pick(first, second, third, 6), blue[at..]);
        }

        for (; at < pixels; at++) { (red[at], green[at], blue[at]) = (rgb[3 * at], rgb[(3 * at) + 1], rgb[(3 * at) + 2]); }
    }

    /// <summary><c>to = from · scale + offset</c>, and mirrored when asked: rows of <paramref name="width"/>.</summary>
    public static void Scale(ReadOnlySpan<float> from, Span<float> to, float scale, float offset, int width = 0)
    {
        for (var at = 0; at < from.Length; at++) { to[at] = (from[at] * scale) + offset; }
        for (var row = 0; width > 0 && row < from.Length; row += width) { to.Slice(row, width).Reverse(); }
    }

    private static Vector128<byte> Pick(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, int colour) =>
        Vector128.Shuffle(first, s_picks[colour]) | Vector128.Shuffle(second, s_picks[colour + 1]) | Vector128.Shuffle(third, s_picks[colour + 2]);

    private static void Spread(Vector128<byte> bytes, Span<float> to)
    {
        var (low, high) = Vector128.Widen(bytes);
        ref var start = ref MemoryMarshal.GetReference(to[..Step]);
        Store(low, ref start, 0);
        Store(high, ref start, 8);
    }

    private static void Store(Vector128<ushort> numbers, ref float start, nuint at)
    {
        var (low, high) = Vector128.Widen(numbers);
        Vector128.ConvertToSingle(low.AsInt32()).StoreUnsafe(ref start, at);
        Vector128.ConvertToSingle(high.AsInt32()).StoreUnsafe(ref start, at + 4);
    }

    private static Vector128<byte>[] Picks()
    {
        var picks = new Vector128<byte>[9];
        for (var colour = 0; colour < 3; colour++)
        {
            for (var part = 0; part < 3; part++)
            {
                var bytes = new byte[Step];
                for (var pixel = 0; pixel < Step; pixel++)
                {
                    var from = (3 * pixel) + colour - (16 * part);
                    bytes[pixel] = from is >= 0 and < 16 ? (byte)from : (byte)0xFF;
                }

                picks[(3 * colour) + part] = Vector128.Create(bytes);
            }
        }

        return picks;
    }
}
