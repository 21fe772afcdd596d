using System.Buffers.Binary;

namespace Chat.Data.Transactions;

internal static class AdvisoryLock
{
    /// <summary>"Chat" in ASCII: keeps our locks apart from those of other programs in the same database.</summary>
    public const int Space = 0x43686174;

    /// <summary>The same on every node: the last bytes of an id are random.</summary>
    public static int NumberOf(Guid id) => BinaryPrimitives.ReadInt32LittleEndian(id.ToByteArray().AsSpan(12));
}
