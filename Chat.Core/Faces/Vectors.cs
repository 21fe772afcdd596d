using System.Numerics;

namespace Chat.Core.Faces;

/// <summary>The little arithmetic that faces need, as wide as the processor likes.</summary>
public static class Vectors
{
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var (sum, at) = (Vector<float>.Zero, 0);
        for (; at + Vector<float>.Count <= one.Length; at += Vector<float>.Count) { sum += new Vector<float>(one[at..]) * new Vector<float>(other[at..]); }
        var dot = Vector.Sum(sum);
        for (; at < one.Length; at++) { dot += one[at] * other[at]; }
        return dot;
    }

    /// <summary>Adds to the second.</summary>
    public static void Add(ReadOnlySpan<float> one, Span<float> to)
    {
        for (var at = 0; at < one.Length; at++) { to[at] += one[at]; }
    }

    /// <summary>To length one; nothing stays nothing.</summary>
    public static float[] Normalise(float[] vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        if (length > 0) { Scale(vector, 1 / length); }
        return vector;
    }

    public static void Scale(Span<float> vector, float times)
    {
        for (var at = 0; at < vector.Length; at++) { vector[at] *= times; }
    }

    /// <summary>Scores as shares of one.</summary>
    public static void SoftMax(ReadOnlySpan<float> scores, Span<float> shares)
    {
        float largest = float.NegativeInfinity, sum = 0;
        foreach (var score in scores) { largest = MathF.Max(largest, score); }
        for (var at = 0; at < scores.Length; at++) { sum += shares[at] = MathF.Exp(scores[at] - largest); }
        Scale(shares[..scores.Length], 1 / sum);
    }
}
