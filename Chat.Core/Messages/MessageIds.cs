using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chat.Core.Messages;

/// <summary>
/// UUIDs of version 7 (RFC 9562, section 5.7), like all ids. Their chance is taken from the system for hundreds of them at once:
/// asking for each is a good part of what a plain message costs.
/// </summary>
public static class MessageIds
{
    private const int Size = 16;
    private const int OfTime = 6;

    [ThreadStatic]
    private static Chance? t_chance;

    public static Guid New(DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[Size];
        (t_chance ??= new()).Fill(id[OfTime..]);
        var milliseconds = now.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)(milliseconds >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(id[4..], (ushort)milliseconds);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(id, bigEndian: true);
    }

    private sealed class Chance
    {
        private readonly byte[] _bytes = new byte[256 * (Size - OfTime)];
        private int _left;

        public void Fill(Span<byte> target)
        {
            if (_left is 0)
            {
                RandomNumberGenerator.Fill(_bytes);
                _left = _bytes.Length;
            }

            _left -= target.Length;
            _bytes.AsSpan(_left, target.Length).CopyTo(target);
        }
    }
}
