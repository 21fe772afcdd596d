using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Chat.Hubs.Connections.Straight;

/// <summary>Whether a text that comes in pieces is UTF-8, however it is cut.</summary>
internal struct Utf8Check
{
    // The longest beginning of a character that is none yet.
    private const int LongestPart = 3;

    private uint _part;
    private int _partLength;

    /// <summary>A character has begun and not ended.</summary>
    public readonly bool IsInside => _partLength > 0;

    public bool Takes(ReadOnlySpan<byte> piece)
    {
        while (_partLength > 0 && piece.Length > 0)
        {
            if (!Takes(piece[0])) { return false; }
            piece = piece[1..];
        }

        if (Utf8.IsValid(piece)) { return true; }
        for (var length = 1; length <= Math.Min(LongestPart, piece.Length); length++)
        {
            var end = piece[^length..];
            if (Rune.DecodeFromUtf8(end, out _, out _) is not OperationStatus.NeedMoreData) { continue; }
            foreach (var one in end) { Keep(one); }
            return Utf8.IsValid(piece[..^length]);
        }

        return false;
    }

    private bool Takes(byte next)
    {
        Keep(next);
        Span<byte> part = stackalloc byte[sizeof(uint)];
        for (var at = 0; at < _partLength; at++) { part[at] = (byte)(_part >> (8 * at)); }
        var status = Rune.DecodeFromUtf8(part[.._partLength], out _, out var length);
        var isWhole = status is OperationStatus.Done && length == _partLength;
        if (isWhole) { (_part, _partLength) = (0, 0); }
        return isWhole || status is OperationStatus.NeedMoreData;
    }

    private void Keep(byte one)
    {
        _part |= (uint)one << (8 * _partLength);
        _partLength++;
    }
}
