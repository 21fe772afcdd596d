using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Chat.Contracts.Protocol.MessagePack;

/// <summary>
/// Writes one frame into a pooled buffer, with room left in front for the length that is known only at the end.
/// </summary>
internal sealed class MessagePackWriter
{
    // What a thread keeps between frames; bigger ones go back to the pool.
    private const int KeptBytes = 32 * 1024;

    [ThreadStatic]
    private static MessagePackWriter? t_kept;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1024);
    private int _at = FrameLength.MaxBytes;
    private int _depth;

    private MessagePackWriter() { }

    /// <summary>The thread's own writer, or a new one when it is in use: a getter may itself write a frame.</summary>
    public static MessagePackWriter Rent()
    {
        var writer = t_kept ?? new MessagePackWriter();
        t_kept = null;
        return writer;
    }

    public void Return()
    {
        if (_buffer.Length > KeptBytes)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(1024);
        }

        _at = FrameLength.MaxBytes;
        _depth = 0;
        t_kept = this;
    }

    /// <summary>The frame with its length in front. Valid until <see cref="Return"/>.</summary>
    public ReadOnlySpan<byte> Frame()
    {
        var body = _at - FrameLength.MaxBytes;
        var prefix = FrameLength.BytesOf(body);
        var start = FrameLength.MaxBytes - prefix;
        FrameLength.Write(body, _buffer.AsSpan(start, prefix));
        return _buffer.AsSpan(start, prefix + body);
    }

    public void WriteNil() => Take(1)[0] = MessagePackCode.Nil;

    public void Write(bool value) => Take(1)[0] = value ? MessagePackCode.True : MessagePackCode.False;

    public void Write(long value)
    {
        if (value >= 0) { Write((ulong)value); }
        else if (value >= -32) { Take(1)[0] = (byte)value; }
        else if (value >= sbyte.MinValue) { Head(MessagePackCode.Int8, 1)[0] = (byte)value; }
        else if (value >= short.MinValue) { BinaryPrimitives.WriteInt16BigEndian(Head(MessagePackCode.Int16, 2), (short)value); }
        else if (value >= int.MinValue) { BinaryPrimitives.WriteInt32BigEndian(Head(MessagePackCode.Int32, 4), (int)value); }
        else { BinaryPrimitives.WriteInt64BigEndian(Head(MessagePackCode.Int64, 8), value); }
    }

    public void Write(ulong value)
    {
        if (value <= 0x7f) { Take(1)[0] = (byte)value; }
        else if (value <= byte.MaxValue) { Head(MessagePackCode.UInt8, 1)[0] = (byte)value; }
        else if (value <= ushort.MaxValue) { BinaryPrimitives.WriteUInt16BigEndian(Head(MessagePackCode.UInt16, 2), (ushort)value); }
        else if (value <= uint.MaxValue) { BinaryPrimitives.WriteUInt32BigEndian(Head(MessagePackCode.UInt32, 4), (uint)value); }
        else { BinaryPrimitives.WriteUInt64BigEndian(Head(MessagePackCode.UInt64, 8), value); }
    }

    /// <summary>Four bytes where they hold the value exactly, else eight. JSON has no word for NaN and infinity, so neither
    /// has MessagePack here.</summary>
    public void Write(double value)
    {
        if (!double.IsFinite(value)) { throw new WireFormatException("a number must be finite"); }
        var narrow = (float)value;
        if (narrow == value) { BinaryPrimitives.WriteSingleBigEndian(Head(MessagePackCode.Float32, 4), narrow); }
        else { BinaryPrimitives.WriteDoubleBigEndian(Head(MessagePackCode.Float64, 8), value); }
    }

    public void Write(ReadOnlySpan<char> text)
    {
        // Most text is one byte a character, so the head is sized for that and the text moved when it was not.
        var most = text.Length <= 1 << 20 ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        Ensure(5 + most);
        var guessed = StringHeadBytes(text.Length);
        Utf8.FromUtf16(text, _buffer.AsSpan(_at + guessed, most), out _, out var bytes);
        var head = StringHeadBytes(bytes);
        if (head != guessed) { _buffer.AsSpan(_at + guessed, bytes).CopyTo(_buffer.AsSpan(_at + head)); }
        WriteStringHead(bytes);
        _at += bytes;
    }

    /// <summary>A string that is UTF-8 already.</summary>
    public void WriteUtf8(ReadOnlySpan<byte> text)
    {
        Ensure(5 + text.Length);
        WriteStringHead(text.Length);
        WriteRaw(text);
    }

    public void WriteBinary(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= byte.MaxValue) { Head(MessagePackCode.Binary8, 1)[0] = (byte)bytes.Length; }
        else if (bytes.Length <= ushort.MaxValue) { BinaryPrimitives.WriteUInt16BigEndian(Head(MessagePackCode.Binary16, 2), (ushort)bytes.Length); }
        else { BinaryPrimitives.WriteInt32BigEndian(Head(MessagePackCode.Binary32, 4), bytes.Length); }
        WriteRaw(bytes);
    }

    /// <summary>A value that is MessagePack already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> encoded) => encoded.CopyTo(Take(encoded.Length));

    public void WriteArrayHead(int count) =>
        WriteHead(count, MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32);

    public void WriteMapHead(int count) =>
        WriteHead(count, MessagePackCode.FixMap, MessagePackCode.Map16, MessagePackCode.Map32);

    /// <summary>Begins an array or a map whose count is known only at its end.</summary>
    public int Open()
    {
        Enter();
        Take(1);
        return _at;
    }

    public void CloseArray(int opened, int count) => Close(opened, count, array: true);

    public void CloseMap(int opened, int count) => Close(opened, count, array: false);

    public void Enter()
    {
        if (++_depth > MessagePackLimits.Depth) { throw new WireFormatException("values are nested too deeply"); }
    }

    public void Leave() => _depth--;

    /// <summary>Room for bytes that the caller writes itself.</summary>
    public Span<byte> Take(int count)
    {
        Ensure(count);
        var taken = _buffer.AsSpan(_at, count);
        _at += count;
        return taken;
    }

    private static int StringHeadBytes(int bytes) => bytes switch { < 32 => 1, <= byte.MaxValue => 2, <= ushort.MaxValue => 3, _ => 5 };

    private void Close(int opened, int count, bool array)
    {
        Leave();
        var more = count switch { < 16 => 0, <= ushort.MaxValue => 2, _ => 4 };
        var body = _at - opened;
        if (more > 0)
        {
            Ensure(more);
            _buffer.AsSpan(opened, body).CopyTo(_buffer.AsSpan(opened + more));
        }

        _at = opened - 1;
        if (array) { WriteArrayHead(count); } else { WriteMapHead(count); }
        _at += body;
    }

    private void WriteHead(int count, byte fix, byte two, byte four)
    {
        if (count < 16) { Take(1)[0] = (byte)(fix | count); }
        else if (count <= ushort.MaxValue) { BinaryPrimitives.WriteUInt16BigEndian(Head(two, 2), (ushort)count); }
        else { BinaryPrimitives.WriteInt32BigEndian(Head(four, 4), count); }
    }

    private void WriteStringHead(int bytes)
    {
        if (bytes < 32) { Take(1)[0] = (byte)(MessagePackCode.FixString | bytes); }
        else if (bytes <= byte.MaxValue) { Head(MessagePackCode.String8, 1)[0] = (byte)bytes; }
        else if (bytes <= ushort.MaxValue) { BinaryPrimitives.WriteUInt16BigEndian(Head(MessagePackCode.String16, 2), (ushort)bytes); }
        else { BinaryPrimitives.WriteInt32BigEndian(Head(MessagePackCode.String32, 4), bytes); }
    }

    private Span<byte> Head(byte code, int more)
    {
        var head = Take(1 + more);
        head[0] = code;
        return head[1..];
    }

    private void Ensure(int count)
    {
        if (_buffer.Length - _at < count) { Grow(count); }
    }

    private void Grow(int count)
    {
        var needed = (long)_at + count;
        if (needed > Array.MaxLength) { throw new WireFormatException("a frame holds at most 2 GiB"); }
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
        _buffer.AsSpan(0, _at).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }
}
