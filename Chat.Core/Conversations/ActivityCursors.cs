using System.Buffers.Binary;
using System.Buffers.Text;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>A cursor as clients see it: opaque on purpose, so that its inside may change.</summary>
internal static class ActivityCursors
{
    private const int Bytes = 8 + 16;

    public static string Write(ActivityCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, cursor.UpdatedAt.UtcTicks);
        cursor.Id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static Result<ActivityCursor> Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length > 40 || !Base64Url.IsValid(text, out var length) || length != Bytes) { return Unknown; }
        Base64Url.DecodeFromChars(text, bytes);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks
            ? Unknown
            : new ActivityCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..], bigEndian: true));
    }

    private static Refusal Unknown => Refusal.Invalid("before is a cursor that an earlier page gave.");
}
