using System.Collections.Immutable;
using Chat.Client.Storing;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Client.Saving;

/// <summary>What a device knew. It may be old: its revisions say how old, and a sync brings the rest.</summary>
public sealed record SavedState
{
    public required Guid UserId { get; init; }

    public required long OwnRevision { get; init; }

    public required IReadOnlyList<SavedConversation> Conversations { get; init; }

    internal static SavedState Of(ChatState state) => new()
    {
        UserId = state.UserId,
        OwnRevision = state.OwnRevision,
        Conversations =
        [
            .. state.Conversations.Values.Select(one => new SavedConversation
            {
                Conversation = one.Record, Messages = one.Messages, GoneUpToSeq = one.GoneUpToSeq,
            }),
        ],
    };

    internal ChatState ToState() => new()
    {
        UserId = UserId,
        OwnRevision = OwnRevision,
        Conversations = Conversations.ToImmutableDictionary(one => one.Conversation.Id, one => new StoredConversation(UserId, one.Conversation)
        {
            GoneUpToSeq = one.GoneUpToSeq,
            Messages = MessageHistory.Empty.With(one.Messages),
        }),
    };
}

public sealed record SavedConversation
{
    public required Conversation Conversation { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    public required long GoneUpToSeq { get; init; }
}
