using System.Collections.Immutable;
using Chat.Contracts.Sync;

namespace Chat.Client.Storing;

/// <summary>
/// Everything this device knows, as of one moment. It never changes: whoever reads it sees one whole, and what happens next
/// makes another one.
/// </summary>
public sealed record ChatState
{
    public static readonly ChatState Empty = new();

    /// <summary>Whose it is.</summary>
    public Guid UserId { get; init; }

    public ImmutableDictionary<Guid, StoredConversation> Conversations { get; internal init; } = ImmutableDictionary<Guid, StoredConversation>.Empty;

    public long OwnRevision { get; internal init; }

    public StoredConversation? Find(Guid conversationId) => Conversations.GetValueOrDefault(conversationId);

    internal SyncRequest ToRequest(int limit) => new()
    {
        Known = [.. Conversations.Values.Select(one => new KnownConversation { ConversationId = one.Id, Revision = one.Revision })],
        OwnRevision = OwnRevision,
        Limit = limit,
    };

    internal ChatState With(StoredConversation conversation) => this with { Conversations = Conversations.SetItem(conversation.Id, conversation) };

    internal ChatState Without(Guid conversationId) => this with { Conversations = Conversations.Remove(conversationId) };

    /// <summary>One that is not here yet brings its own state along when it comes.</summary>
    internal ChatState With(OwnState own) => Find(own.ConversationId) is { } stored ? With(stored.With(own)) : this;
}
