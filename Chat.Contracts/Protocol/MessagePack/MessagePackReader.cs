using System.Buffers.Binary;
using System.Text;

namespace Chat.Contracts.Protocol.MessagePack;

/// <summary>
/// Reads values out of one frame that is there as a whole. Every length is held against the bytes that are left before
/// anything is allocated for it; anything unexpected is a <see cref="WireFormatException"/>.
/// </summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> data)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _data = data;
    private int _at;
    private int _depth;

    public readonly int Position => _at;

    public readonly int Remaining => _data.Length - _at;

    public readonly ReadOnlySpan<byte> Since(int position) => _data[position.._at];

    public readonly MessagePackKind Peek() => KindOf(Remaining > 0 ? _data[_at] : throw Short());

    /// <summary>Whether a whole number follows that only an unsigned one can hold.</summary>
    public readonly bool IsAboveInt64() => Remaining > 1 && _data[_at] == MessagePackCode.UInt64 && _data[_at + 1] > 0x7f;

    public bool TryReadNil()
    {
        if (Remaining == 0 || _data[_at] != MessagePackCode.Nil) { return false; }
        _at++;
        return true;
    }

    public bool ReadBoolean() => Byte() switch
    {
        MessagePackCode.True => true,
        MessagePackCode.False => false,
        _ => throw new WireFormatException("true or false is expected"),
    };

    public long ReadInt64()
    {
        var code = Byte();
        return code switch
        {
            < MessagePackCode.FixMap => code,
            >= MessagePackCode.NegativeFixInt => (sbyte)code,
            MessagePackCode.UInt8 => Byte(),
            MessagePackCode.UInt16 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            MessagePackCode.UInt32 => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            MessagePackCode.UInt64 when BinaryPrimitives.ReadUInt64BigEndian(Take(8)) is <= long.MaxValue and var value => (long)value,
            MessagePackCode.Int8 => (sbyte)Byte(),
            MessagePackCode.Int16 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            MessagePackCode.Int32 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            MessagePackCode.Int64 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            MessagePackCode.UInt64 => throw OutOfRange(),
            _ => throw new WireFormatException("a whole number is expected"),
        };
    }

    public ulong ReadUInt64()
    {
        if (Remaining > 8 && _data[_at] == MessagePackCode.UInt64)
        {
            _at++;
            return BinaryPrimitives.ReadUInt64BigEndian(Take(8));
        }

        var value = ReadInt64();
        return value >= 0 ? (ulong)value : throw OutOfRange();
    }

    /// <summary>A float, or a whole number that a float holds exactly.</summary>
    public double ReadDouble()
    {
        switch (Peek())
        {
            case MessagePackKind.Float:
                var value = Byte() == MessagePackCode.Float32
                    ? BinaryPrimitives.ReadSingleBigEndian(Take(4))
                    : BinaryPrimitives.ReadDoubleBigEndian(Take(8));
                return double.IsFinite(value) ? value : throw new WireFormatException("a number must be finite");
            case MessagePackKind.Integer:
                var whole = ReadInt64();
                return (long)(double)whole == whole && whole != long.MaxValue ? whole : throw OutOfRange();
            default:
                throw new WireFormatException("a number is expected");
        }
    }

    public string ReadString() => Text(ReadUtf8());

    public static string Text(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return s_strict.GetString(utf8);
        }
        catch (DecoderFallbackException failure)
        {
            throw new WireFormatException("text must be valid UTF-8", failure);
        }
    }

    /// <summary>The bytes of a string; whether they are UTF-8 is for the caller to see.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        var code = Byte();
        var length = code switch
        {
            >= MessagePackCode.FixString and < MessagePackCode.Nil => code & 0x1fu,
            MessagePackCode.String8 => Length(1),
            MessagePackCode.String16 => Length(2),
            MessagePackCode.String32 => Length(4),
            _ => throw new WireFormatException("text is expected"),
        };
        return Take(length);
    }

    public ReadOnlySpan<byte> ReadBinary() => Take(Byte() switch
    {
        MessagePackCode.Binary8 => Length(1),
        MessagePackCode.Binary16 => Length(2),
        MessagePackCode.Binary32 => Length(4),
        _ => throw new WireFormatException("bytes are expected"),
    });

    public int ReadArrayHead()
    {
        var code = Byte();
        return Count(code switch
        {
            >= MessagePackCode.FixArray and < MessagePackCode.FixString => code & 0x0fu,
            MessagePackCode.Array16 => Length(2),
            MessagePackCode.Array32 => Length(4),
            _ => throw new WireFormatException("a list is expected"),
        }, bytesEach: 1);
    }

    public int ReadMapHead()
    {
        var code = Byte();
        return Count(code switch
        {
            >= MessagePackCode.FixMap and < MessagePackCode.FixArray => code & 0x0fu,
            MessagePackCode.Map16 => Length(2),
            MessagePackCode.Map32 => Length(4),
            _ => throw new WireFormatException("a record is expected"),
        }, bytesEach: 2);
    }

    public void Enter()
    {
        if (++_depth > MessagePackLimits.Depth) { throw new WireFormatException("values are nested too deeply"); }
    }

    public void Leave() => _depth--;

    /// <summary>Passes over one value of whatever kind, extensions included: they are well formed, if not ours.</summary>
    public void Skip()
    {
        switch (Peek())
        {
            case MessagePackKind.Integer when IsAboveInt64(): ReadUInt64(); break;
            case MessagePackKind.Integer: ReadInt64(); break;
            case MessagePackKind.Float: Take(Byte() == MessagePackCode.Float32 ? 4u : 8u); break;
            case MessagePackKind.String: ReadUtf8(); break;
            case MessagePackKind.Binary: ReadBinary(); break;
            case MessagePackKind.Array: SkipAll(ReadArrayHead()); break;
            case MessagePackKind.Map: SkipAll(2 * ReadMapHead()); break;
            case MessagePackKind.Extension: SkipExtension(); break;
            default: _at++; break;
        }
    }

    private static MessagePackKind KindOf(byte code) => code switch
    {
        < MessagePackCode.FixMap or >= MessagePackCode.NegativeFixInt => MessagePackKind.Integer,
        < MessagePackCode.FixArray or MessagePackCode.Map16 or MessagePackCode.Map32 => MessagePackKind.Map,
        < MessagePackCode.FixString or MessagePackCode.Array16 or MessagePackCode.Array32 => MessagePackKind.Array,
        < MessagePackCode.Nil or MessagePackCode.String8 or MessagePackCode.String16 or MessagePackCode.String32 => MessagePackKind.String,
        MessagePackCode.Nil => MessagePackKind.Nil,
        MessagePackCode.True or MessagePackCode.False => MessagePackKind.Boolean,
        MessagePackCode.Binary8 or MessagePackCode.Binary16 or MessagePackCode.Binary32 => MessagePackKind.Binary,
        MessagePackCode.Float32 or MessagePackCode.Float64 => MessagePackKind.Float,
        >= MessagePackCode.UInt8 and <= MessagePackCode.Int64 => MessagePackKind.Integer,
        MessagePackCode.NeverUsed => throw new WireFormatException("a byte that begins no value"),
        _ => MessagePackKind.Extension,
    };

    private static WireFormatException OutOfRange() => new("a number is out of range");

    private static WireFormatException Short() => new("the bytes end too early");

    private void SkipAll(int count)
    {
        Enter();
        for (; count > 0; count--) { Skip(); }
        Leave();
    }

    private void SkipExtension()
    {
        var code = Byte();
        Take(1UL + code switch
        {
            MessagePackCode.Extension8 => Length(1),
            MessagePackCode.Extension16 => Length(2),
            MessagePackCode.Extension32 => Length(4),
            _ => 1u << (code - MessagePackCode.FixExtension1),
        });
    }

    private readonly int Count(uint count, uint bytesEach)
    {
        if (count * (ulong)bytesEach > (ulong)Remaining) { throw Short(); }
        return count <= MessagePackLimits.Count ? (int)count : throw new WireFormatException("too many elements");
    }

    private uint Length(int bytes) => bytes switch
    {
        1 => Byte(),
        2 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        _ => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
    };

    private byte Byte() => Remaining > 0 ? _data[_at++] : throw Short();

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)Remaining) { throw Short(); }
        var taken = _data.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }
}
