using System.Buffers;

namespace Chat.Hubs.Connections;

/// <summary>Bytes in a rented array that grows. It holds none while it is empty, so that a quiet connection costs nothing.</summary>
internal struct PooledBytes
{
    private const int Smallest = 512;

    private byte[]? _bytes;

    public int Length { get; private set; }

    public readonly ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public Memory<byte> Room(int atLeast)
    {
        Grow(Math.Max(atLeast, 1));
        return _bytes.AsMemory(Length);
    }

    public void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, (_bytes?.Length ?? 0) - Length);
        Length += bytes;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
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
        if (_bytes is not null && _bytes.Length - Length >= atLeast) { return; }
        var bigger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, Math.Max(Length + atLeast, Length * 2)));
        _bytes.AsSpan(0, Length).CopyTo(bigger);
        Return();
        _bytes = bigger;
    }
}
