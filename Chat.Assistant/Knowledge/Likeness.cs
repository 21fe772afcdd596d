using System.Numerics;
using System.Runtime.InteropServices;

namespace Chat.Assistant.Knowledge;

internal static class Likeness
{
    /// <summary>The product of two vectors: for those of length 1, from -1 for opposites to 1 for the same. Of different lengths they are strangers.</summary>
    public static float Of(float[] left, float[] right)
    {
        if (left.Length != right.Length) { return 0; }
        var lefts = MemoryMarshal.Cast<float, Vector<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sums = Vector<float>.Zero;
        for (var at = 0; at < lefts.Length; at++) { sums += lefts[at] * rights[at]; }

        var sum = Vector.Sum(sums);
        for (var at = lefts.Length * Vector<float>.Count; at < left.Length; at++) { sum += left[at] * right[at]; }

        return sum;
    }
}
