using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Chat.Core.Faces.Matching;

/// <summary>
/// One search. The asked vector has sixteen bits a number, the scanned ones eight; what that leaves out is bounded, so that no vector
/// is passed over that could be the best: dot(q, v) differs from the scanned value by at most |q|·|v's error| + |q's error|·|v|.
/// </summary>
internal ref struct TemplateScan
{
    private const int Numbers = TemplateBlock.Numbers;

    // 127 · 2¹⁵ · 128 stays below 2³¹.
    private const float Largest = 32_000;

    private readonly short[] _asked = new short[Numbers];
    private readonly List<(int Place, float Most)> _close = [];
    private readonly float _step;
    private readonly float _length;
    private readonly float _error;
    private float _atLeast = float.NegativeInfinity;

    public TemplateScan(ReadOnlySpan<float> vector)
    {
        float largest = 0, missing = 0;
        foreach (var number in vector) { largest = MathF.Max(largest, MathF.Abs(number)); }
        _step = largest > 0 ? largest / Largest : 1;
        for (var n = 0; n < Numbers; n++)
        {
            _asked[n] = (short)MathF.Round(vector[n] / _step);
            var left = vector[n] - (_asked[n] * _step);
            missing += left * left;
        }

        // 1.01: no enrolled vector is longer than one and a rounding.
        (_length, _error) = (MathF.Sqrt(Vectors.Dot(vector, vector)), (MathF.Sqrt(missing) * 1.01f) + 1e-6f);
    }

    public void Look(TemplateBlock block, int first)
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(block.Bytes);
        ref var asked = ref MemoryMarshal.GetArrayDataReference(_asked);
        for (var at = 0; at < block.Count; at++)
        {
            var likeness = Dot(ref bytes, (nuint)(at * Numbers), ref asked) * _step * block.Steps[at];
            var slack = (_length * block.Errors[at]) + _error;
            if (likeness + slack < _atLeast) { continue; }
            _close.Add((first + at, likeness + slack));
            _atLeast = MathF.Max(_atLeast, likeness - slack);
        }
    }

    public readonly (int Place, float Likeness) Best(TemplateIndex index, ReadOnlySpan<float> vector)
    {
        (int Place, float Likeness) best = (-1, float.NegativeInfinity);
        foreach (var (place, most) in _close)
        {
            if (most < _atLeast || most < best.Likeness) { continue; }
            var likeness = index.Exact(place, vector);
            if (likeness > best.Likeness) { best = (place, likeness); }
        }

        return best;
    }

    private static int Dot(ref sbyte bytes, nuint at, ref short asked)
    {
        if (Avx2.IsSupported)
        {
            var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
            for (nuint n = 0; n < Numbers; n += 32)
            {
                var one = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref bytes, at + n));
                var two = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref bytes, at + n + 16));
                even += Avx2.MultiplyAddAdjacent(one, Vector256.LoadUnsafe(ref asked, n));
                odd += Avx2.MultiplyAddAdjacent(two, Vector256.LoadUnsafe(ref asked, n + 16));
            }

            return Vector256.Sum(even + odd);
        }

        var sum = Vector128<int>.Zero;
        for (nuint n = 0; n < Numbers; n += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref bytes, at + n));
            sum += Products(low, Vector128.LoadUnsafe(ref asked, n)) + Products(high, Vector128.LoadUnsafe(ref asked, n + 8));
        }

        return Vector128.Sum(sum);
    }

    private static Vector128<int> Products(Vector128<short> one, Vector128<short> other)
    {
        var ((oneLow, oneHigh), (otherLow, otherHigh)) = (Vector128.Widen(one), Vector128.Widen(other));
        return (oneLow * otherLow) + (oneHigh * otherHigh);
    }
}
