using Chat.Core.Results;

namespace Chat.Core.Files;

/// <summary>What a client sends. The name and the length are its own words.</summary>
public sealed record FileUpload(string? Name, long? DeclaredLength, Stream Content)
{
    /// <summary>What comes after the content may still make the request an invalid one.</summary>
    public Func<CancellationToken, Task<Refusal?>>? CheckRestAsync { get; init; }
}

/// <summary>How many bytes may come, and what is said to one more.</summary>
public sealed record UploadLimit(long Bytes, Refusal Refusal);
