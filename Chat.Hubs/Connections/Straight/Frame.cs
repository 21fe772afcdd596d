using System.Buffers.Binary;
using System.Text.Unicode;

namespace Chat.Hubs.Connections.Straight;

/// <summary>The kinds of RFC 6455, section 5.2, by their numbers on the wire.</summary>
internal enum FrameKind : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>A frame as a server writes it: whole and unmasked.</summary>
internal static class Frame
{
    /// <summary>Of a frame that speaks of the connection and carries no message.</summary>
    public const int MaxControl = 125;

    private const byte Final = 0x80;
    private const byte TwoBytesLong = 126;
    private const byte EightBytesLong = 127;

    /// <summary>Writes a frame's head into the end of the room before its payload, and says where it begins.</summary>
    public static int Head(Span<byte> room, FrameKind kind, int length)
    {
        var size = length <= MaxControl ? 2 : length <= ushort.MaxValue ? 4 : 10;
        var head = room[^size..];
        head[0] = (byte)(Final | (byte)kind);
        switch (size)
        {
            case 2: head[1] = (byte)length; break;
            case 4:
                head[1] = TwoBytesLong;
                BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
                break;
            default:
                head[1] = EightBytesLong;
                BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)length);
                break;
        }

        return room.Length - size;
    }

    public static byte[] Control(FrameKind kind, ReadOnlySpan<byte> payload) => [(byte)(Final | (byte)kind), (byte)payload.Length, .. payload];

    public static byte[] Close(CloseCode code)
    {
        var payload = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        return Control(FrameKind.Close, payload);
    }

    /// <summary>What to answer a client that closes, by what it said: why, and maybe in words.</summary>
    public static CloseCode Judge(ReadOnlySpan<byte> close)
    {
        if (close.IsEmpty) { return CloseCode.Normal; }
        if (close.Length is 1) { return CloseCode.ProtocolError; }
        var isCode = BinaryPrimitives.ReadUInt16BigEndian(close) is (>= 1000 and <= 1014 and not (1004 or 1005 or 1006)) or (>= 3000 and <= 4999);
        if (!isCode) { return CloseCode.ProtocolError; }
        return Utf8.IsValid(close[sizeof(ushort)..]) ? CloseCode.Normal : CloseCode.NotUtf8;
    }
}

/// <summary>Why a connection ends, by RFC 6455, section 7.4.</summary>
internal enum CloseCode : ushort
{
    Normal = 1000,
    ProtocolError = 1002,
    NotUtf8 = 1007,
}
