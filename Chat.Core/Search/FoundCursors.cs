using System.Buffers.Binary;
using System.Buffers.Text;
using Chat.Core.Results;

namespace Chat.Core.Search;

/// <summary>A cursor as clients see it: opaque on purpose, so that its inside may change.</summary>
internal static class FoundCursors
{
    private const int Bytes = 1 + 8 + 16;

    public static string Write(FoundCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = cursor.IsExact ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], cursor.Score);
        cursor.Id.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static Result<FoundCursor> Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length > 40 || !Base64Url.IsValid(text, out var length) || length != Bytes) { return Unknown; }
        Base64Url.DecodeFromChars(text, bytes);
        var score = BinaryPrimitives.ReadDoubleBigEndian(bytes[1..]);
        return double.IsFinite(score) ? new FoundCursor(bytes[0] is 1, score, new(bytes[9..], bigEndian: true)) : Unknown;
    }

    private static Refusal Unknown => Refusal.Invalid("before is a cursor that an earlier page gave.");
}
