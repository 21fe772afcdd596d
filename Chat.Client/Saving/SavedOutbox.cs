using Chat.Contracts.Messages;

namespace Chat.Client.Saving;

/// <summary>What was written and is not known to have arrived, in the order it was written.</summary>
public sealed record SavedOutbox
{
    public required Guid UserId { get; init; }

    public required IReadOnlyList<SavedOutgoing> Messages { get; init; }
}

public sealed record SavedOutgoing
{
    public required SendMessageRequest Request { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Absent while it is still to be sent.</summary>
    public string? FailureCode { get; init; }

    public string? Failure { get; init; }
}
