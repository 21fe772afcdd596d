using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Contracts.Wire;

/// <summary>Moments travel as <c>2026-11-20T21:40:00.123Z</c>: UTC, milliseconds, always 24 characters.</summary>
public static class WireTime
{
    public const int Length = 24;

    public static int Write(DateTimeOffset moment, Span<byte> utf8)
    {
        // A format of our own is taken apart anew each time; this one the runtime writes at once, with four digits more.
        Span<byte> whole = stackalloc byte[32];
        moment.UtcDateTime.TryFormat(whole, out _, "O", CultureInfo.InvariantCulture);
        whole[..(Length - 1)].CopyTo(utf8);
        utf8[Length - 1] = (byte)'Z';
        return Length;
    }

    /// <summary>The moment as a client will see it: what is answered now must equal what is read later.</summary>
    public static DateTimeOffset Trim(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}

internal sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.TryGetDateTimeOffset(out var moment)
            ? moment.ToUniversalTime()
            : throw new JsonException("A moment is an ISO-8601 string.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> utf8 = stackalloc byte[WireTime.Length];
        writer.WriteStringValue(utf8[..WireTime.Write(value, utf8)]);
    }
}
