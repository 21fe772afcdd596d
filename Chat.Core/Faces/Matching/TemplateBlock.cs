namespace Chat.Core.Faces.Matching;

/// <summary>So many vectors in one piece of memory: in full, and as one byte a number for the scan.</summary>
internal sealed class TemplateBlock
{
    public const int Numbers = 128;

    /// <summary>Two megabytes of bytes; the full vectors beside them are eight.</summary>
    public const int Size = 16_384;

    private readonly float[] _full = new float[Size * Numbers];

    public sbyte[] Bytes { get; } = new sbyte[Size * Numbers];

    /// <summary>What one step of a byte is worth.</summary>
    public float[] Steps { get; } = new float[Size];

    /// <summary>How long the difference is that the bytes leave out.</summary>
    public float[] Errors { get; } = new float[Size];

    public int Count { get; private set; }

    public ReadOnlySpan<float> Vector(int at) => _full.AsSpan(at * Numbers, Numbers);

    public void Write(int at, ReadOnlySpan<float> vector)
    {
        vector.CopyTo(_full.AsSpan(at * Numbers, Numbers));
        float largest = 0, missing = 0;
        foreach (var number in vector) { largest = MathF.Max(largest, MathF.Abs(number)); }
        var step = largest > 0 ? largest / sbyte.MaxValue : 1;
        var bytes = Bytes.AsSpan(at * Numbers, Numbers);
        for (var n = 0; n < Numbers; n++)
        {
            bytes[n] = (sbyte)MathF.Round(vector[n] / step);
            var left = vector[n] - (bytes[n] * step);
            missing += left * left;
        }

        // A little more than it is, for what the arithmetic itself rounds.
        (Steps[at], Errors[at]) = (step, (MathF.Sqrt(missing) * 1.001f) + 1e-6f);
        Count = Math.Max(Count, at + 1);
    }

    public void Shorten() => Count--;
}
