using System.Buffers.Binary;

namespace Chat.Core.Files.Blanking;

/// <summary>Numbers of a table, one after another, the highest byte first.</summary>
internal ref struct TableReader(ReadOnlySpan<byte> table)
{
    private ReadOnlySpan<byte> _rest = table;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1)[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint Int() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>A number of as many bytes as the table says; of none, it is 0.</summary>
    public ulong Number(int bytes) => bytes switch
    {
        0 => 0,
        4 => Int(),
        8 => BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
        _ => throw new BrokenFileException("its numbers have a size that does not exist"),
    };

    public ReadOnlySpan<byte> Take(long bytes)
    {
        if (bytes > _rest.Length) { throw new BrokenFileException("a table ends too early"); }
        var taken = _rest[..(int)bytes];
        _rest = _rest[(int)bytes..];
        return taken;
    }
}
