namespace Chat.Data.Transactions;

internal static class AdvisoryLock
{
    /// <summary>"Chat" in ASCII: keeps our locks apart from those of other programs in the same database.</summary>
    public const int Space = 0x43686174;
}
