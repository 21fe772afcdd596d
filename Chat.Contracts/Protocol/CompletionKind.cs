namespace Chat.Contracts.Protocol;

/// <summary>What a completion carries, by its number on the wire.</summary>
internal enum CompletionKind
{
    Error = 1,
    Void = 2,
    Value = 3,
}
