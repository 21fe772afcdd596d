using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Chat.Hubs.Connections.Straight;

/// <summary>What a reader came upon, beside the bytes of messages.</summary>
internal enum Found
{
    Nothing,
    Control,
    Broken,
}

/// <summary>
/// Takes a client's frames apart, in place and as they come, by RFC 6455: heads go, masks are taken off, and what is left are the
/// bytes of messages, one behind the other. Where a message ends is for the hub's encoding to see.
/// </summary>
internal struct FrameReader
{
    private const int ShortHead = 2;
    private const int Mask = 4;

    private long _left;
    private uint _mask;
    private FrameKind _kind;
    private bool _isText;
    private bool _isInMessage;
    private bool _isInFrame;
    private Utf8Check _text;
    private byte[]? _control;
    private int _controlLength;

    public FrameReader()
    {
    }

    /// <summary>Why it is broken.</summary>
    public CloseCode Fault { get; private set; } = CloseCode.ProtocolError;

    public readonly FrameKind Kind => _kind;

    /// <summary>What the control frame said that was found.</summary>
    public readonly ReadOnlySpan<byte> Control => _control.AsSpan(0, _controlLength);

    private readonly bool IsControl => _kind >= FrameKind.Close;

    /// <summary>
    /// What lies between the two marks came from the wire. Behind <paramref name="end"/>, which moves, come the bytes of messages;
    /// behind it stays what cannot be judged yet. To be called again until nothing is found.
    /// </summary>
    public Found Read(Span<byte> bytes, ref int end, ref int raw)
    {
        var (to, from, found) = (end, end, Found.Nothing);
        while (found is Found.Nothing && (_isInFrame || from < raw))
        {
            if (!_isInFrame)
            {
                var head = Begin(bytes[from..raw]);
                if (head is 0) { break; }
                from += Math.Max(head, 0);
                if (head < 0) { found = Found.Broken; break; }
            }

            var payload = bytes[from..(from + (int)Math.Min(_left, raw - from))];
            if (payload.Length is 0 && _left > 0) { break; }
            Unmask(payload);
            from += payload.Length;
            _left -= payload.Length;
            _isInFrame = _left > 0;
            if (IsControl) { found = Keep(payload); }
            else if (!IsSound(payload)) { found = Found.Broken; }
            else
            {
                payload.CopyTo(bytes[to..]);
                to += payload.Length;
            }
        }

        bytes[from..raw].CopyTo(bytes[to..]);
        (end, raw) = (to, to + raw - from);
        return found;
    }

    /// <summary>The length of a frame's head, 0 while it is not all here, less when it is none.</summary>
    private int Begin(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ShortHead) { return 0; }
        var (isLast, kind, isMasked, length) = ((bytes[0] & 0x80) is not 0, (FrameKind)(bytes[0] & 0x0F), (bytes[1] & 0x80) is not 0, bytes[1] & 0x7F);
        var isReserved = (bytes[0] & 0x70) is not 0 || kind is (> FrameKind.Binary and < FrameKind.Close) or > FrameKind.Pong;
        if (isReserved || !isMasked || (kind >= FrameKind.Close && (!isLast || length > Frame.MaxControl))) { return -1; }
        if (kind < FrameKind.Close && (kind is FrameKind.Continuation) != _isInMessage) { return -1; }

        var size = ShortHead + Mask + (length switch { 126 => sizeof(ushort), 127 => sizeof(ulong), _ => 0 });
        if (bytes.Length < size) { return 0; }
        _left = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[ShortHead..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(bytes[ShortHead..]),
            _ => length,
        };
        if (_left < 0) { return -1; }

        _mask = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(size - Mask)..]);
        (_kind, _isInFrame, _controlLength) = (kind, true, 0);
        if (kind >= FrameKind.Close) { return size; }
        _isInMessage = !isLast;
        if (kind is not FrameKind.Continuation) { _isText = kind is FrameKind.Text; }
        return size;
    }

    private Found Keep(ReadOnlySpan<byte> payload)
    {
        _control ??= new byte[Frame.MaxControl];
        payload.CopyTo(_control.AsSpan(_controlLength));
        _controlLength += payload.Length;
        return _isInFrame ? Found.Nothing : Found.Control;
    }

    private bool IsSound(ReadOnlySpan<byte> payload)
    {
        if (!_isText) { return true; }
        var isSound = _text.Takes(payload) && (_isInFrame || _isInMessage || !_text.IsInside);
        if (!isSound) { Fault = CloseCode.NotUtf8; }
        return isSound;
    }

    /// <summary>The mask goes round every four bytes, and on from where it was when a frame comes in pieces.</summary>
    private void Unmask(Span<byte> payload)
    {
        var twice = ((ulong)_mask << 32) | _mask;
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        if (!BitConverter.IsLittleEndian) { twice = BinaryPrimitives.ReverseEndianness(twice); }
        for (var at = 0; at < words.Length; at++) { words[at] ^= twice; }
        for (var at = words.Length * sizeof(ulong); at < payload.Length; at++) { payload[at] ^= (byte)(_mask >> (8 * (at % Mask))); }
        _mask = BitOperations.RotateRight(_mask, 8 * (payload.Length % Mask));
    }
}
