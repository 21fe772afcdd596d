using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Contracts.Wire;

/// <summary>Moments travel as <c>2026-11-20T21:40:00.123Z</c>: UTC, milliseconds, always 24 characters.</summary>
public static class WireTime
{
    public const int Length = 24;
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static int Write(DateTimeOffset moment, Span<byte> utf8)
    {
        moment.UtcDateTime.TryFormat(utf8, out var written, Format, CultureInfo.InvariantCulture);
        return written;
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
