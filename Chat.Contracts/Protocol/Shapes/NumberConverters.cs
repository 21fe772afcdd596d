using System.Numerics;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

internal sealed class BooleanConverter : WireConverter<bool>
{
    public override void Write(MessagePackWriter writer, bool value) => writer.Write(value);

    public override bool Read(ref MessagePackReader reader) => reader.ReadBoolean();
}

/// <summary>Whole numbers that fit into 64 bits with a sign. A number that the type cannot hold is refused.</summary>
internal sealed class WholeNumberConverter<T> : WireConverter<T>
    where T : struct, IBinaryInteger<T>
{
    public override void Write(MessagePackWriter writer, T value) => writer.Write(long.CreateTruncating(value));

    public override T Read(ref MessagePackReader reader)
    {
        var value = reader.ReadInt64();
        var read = T.CreateTruncating(value);
        return long.CreateTruncating(read) == value ? read : throw new WireFormatException("a number is out of range");
    }
}

internal sealed class UInt64Converter : WireConverter<ulong>
{
    public override void Write(MessagePackWriter writer, ulong value) => writer.Write(value);

    public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
}

internal sealed class DoubleConverter : WireConverter<double>
{
    public override void Write(MessagePackWriter writer, double value) => writer.Write(value);

    public override double Read(ref MessagePackReader reader) => reader.ReadDouble();
}

/// <summary>JavaScript sends every fraction with eight bytes, so a narrower one is rounded; what does not fit is refused.</summary>
internal sealed class SingleConverter : WireConverter<float>
{
    public override void Write(MessagePackWriter writer, float value) => writer.Write(value);

    public override float Read(ref MessagePackReader reader)
    {
        var value = (float)reader.ReadDouble();
        return float.IsFinite(value) ? value : throw new WireFormatException("a number is out of range");
    }
}
