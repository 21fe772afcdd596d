using System.Buffers.Text;
using System.Text.Json;
using Chat.Contracts.Protocol.MessagePack;
using Chat.Contracts.Wire;

namespace Chat.Contracts.Protocol.Shapes;

internal sealed class StringConverter : WireConverter<string>
{
    public override void Write(MessagePackWriter writer, string value) => writer.Write(value);

    public override string Read(ref MessagePackReader reader) => reader.ReadString();
}

internal sealed class GuidConverter : WireConverter<Guid>
{
    private const int Length = 36;

    public override void Write(MessagePackWriter writer, Guid value)
    {
        Span<byte> text = stackalloc byte[Length];
        value.TryFormat(text, out _);
        writer.WriteUtf8(text);
    }

    public override Guid Read(ref MessagePackReader reader) =>
        Utf8Parser.TryParse(reader.ReadUtf8() is { Length: Length } text ? text : default, out Guid value, out var used, 'D') && used == Length
            ? value
            : throw new WireFormatException("an id has 36 characters");
}

internal sealed class MomentConverter : WireConverter<DateTimeOffset>
{
    // The longest that System.Text.Json takes, with a fraction of any length and an offset.
    private const int MostBytes = 42;

    public override void Write(MessagePackWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[WireTime.Length];
        writer.WriteUtf8(text[..WireTime.Write(value, text)]);
    }

    public override DateTimeOffset Read(ref MessagePackReader reader)
    {
        var text = reader.ReadUtf8();
        if (text.Length > MostBytes || text.ContainsAny((byte)'"', (byte)'\\')) { throw NotAMoment(); }

        // The JSON reader itself decides, so that both encodings take the same.
        Span<byte> quoted = stackalloc byte[MostBytes + 2];
        quoted[0] = quoted[text.Length + 1] = (byte)'"';
        text.CopyTo(quoted[1..]);
        return Parse(quoted[..(text.Length + 2)]);
    }

    private static DateTimeOffset Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TryGetDateTimeOffset(out var moment) ? moment.ToUniversalTime() : throw NotAMoment();
        }
        catch (JsonException)
        {
            throw NotAMoment();
        }
    }

    private static WireFormatException NotAMoment() => new("a moment is an ISO-8601 string");
}
