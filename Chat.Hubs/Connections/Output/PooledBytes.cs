using System.Buffers;

namespace Chat.Hubs.Connections.Output;

/// <summary>
/// Bytes in a rented array that grows, with room before them for what a wire puts in front. It holds none while it is empty, so that
/// a quiet connection costs nothing.
/// </summary>
internal struct PooledBytes
{
    /// <summary>As long as the longest head of a WebSocket's frame that a server writes.</summary>
    public const int HeadRoom = 10;

    private const int Smallest = 512;

    private byte[]? _bytes;

    public int Length { get; private set; }

    public readonly ReadOnlyMemory<byte> Written => _bytes is null ? default : _bytes.AsMemory(HeadRoom, Length);

    /// <summary>The room before what is written, and what is written.</summary>
    public readonly Memory<byte> WithHeadRoom => _bytes is null ? default : _bytes.AsMemory(0, HeadRoom + Length);

    public Memory<byte> Room(int atLeast)
    {
        Grow(Math.Max(atLeast, 1));
        return _bytes.AsMemory(HeadRoom + Length);
    }

    public void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, (_bytes?.Length ?? HeadRoom) - HeadRoom - Length);
        Length += bytes;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(HeadRoom + Length));
        Length += bytes.Length;
    }

    /// <summary>All of the other's, behind what is here already.</summary>
    public void Take(ref PooledBytes other)
    {
        if (Length is 0)
        {
            Return();
            this = other;
        }
        else
        {
            Add(other.Written.Span);
            other.Return();
        }

        other = default;
    }

    public readonly void Return()
    {
        if (_bytes is not null) { ArrayPool<byte>.Shared.Return(_bytes); }
    }

    private void Grow(int atLeast)
    {
        if (_bytes is not null && _bytes.Length - HeadRoom - Length >= atLeast) { return; }
        var bigger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, HeadRoom + Math.Max(Length + atLeast, Length * 2)));
        Written.Span.CopyTo(bigger.AsSpan(HeadRoom));
        Return();
        _bytes = bigger;
    }
}
