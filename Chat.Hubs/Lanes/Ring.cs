using Chat.Core.Changes;

namespace Chat.Hubs.Lanes;

/// <summary>Word of one change: with what it was, or, when that was too long for the bus, only where and at which revision.</summary>
internal readonly record struct Ring(Change? Change, Guid Subject, long Revision)
{
    public static Ring Of(Change change) => change switch
    {
        ConversationChange conversation => new(conversation, conversation.Conversation, conversation.At),
        OwnChanged own => new(own, own.AccountId, own.State.OwnRevision),
        _ => throw new ArgumentException($"{change.GetType().Name} is delivered by nobody.", nameof(change)),
    };
}
