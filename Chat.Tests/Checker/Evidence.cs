using Chat.Client.Storing;
using Chat.Contracts.Messages;

namespace Chat.Tests.Checker;

/// <summary>Everything that a verdict is made of, once all has healed and nothing happens any more.</summary>
internal sealed record Evidence
{
    public required Ledger Ledger { get; init; }

    public required DatabaseRows Database { get; init; }

    /// <summary>Those that lived through it, and those that joined late.</summary>
    public required IReadOnlyList<DeviceState> Devices { get; init; }

    /// <summary>By user: what a device learns that knew nothing and syncs now.</summary>
    public required IReadOnlyDictionary<Guid, ChatState> Fresh { get; init; }

    /// <summary>What <c>GetMessages</c> shows each user, page by page.</summary>
    public required IReadOnlyDictionary<(Guid UserId, Guid ConversationId), IReadOnlyList<Message>> Pages { get; init; }
}

internal sealed record DeviceState(string Name, Guid UserId, ChatState State);

/// <summary>A promise that was broken, and where.</summary>
internal sealed record Violation(Promise Promise, string Sentence);

internal enum Promise
{
    NothingAcknowledgedIsLost,
    NothingIsTwice,
    NoGaps,
    OneOrder,
    RepeatsGetTheFirstAnswer,
    DevicesKnowWhatIsSo,
    NothingIsToldBeforeItIsSo,
}
