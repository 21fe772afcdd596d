namespace Chat.Contracts.Protocol.MessagePack;

/// <summary>What the reader believes at most, checked before anything is allocated for it.</summary>
internal static class MessagePackLimits
{
    /// <summary>Arrays and maps inside one another, as many as the JSON side allows.</summary>
    public const int Depth = 32;

    /// <summary>Elements of one array, or pairs of one map.</summary>
    public const int Count = 100_000;

    /// <summary>Elements that a list is made for before they were seen.</summary>
    public const int TrustedCount = 256;
}
