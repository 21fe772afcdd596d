using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Client.Storing;

/// <summary>One thing that the server told of the durable lane.</summary>
internal abstract record ChatEvent(Guid ConversationId, long Revision);

/// <summary>New or changed: the revision says which form of a message is the newer one.</summary>
internal sealed record MessageEvent(Message Message) : ChatEvent(Message.ConversationId, Message.Revision);

internal sealed record ConversationEvent(Conversation Conversation) : ChatEvent(Conversation.Id, Conversation.Revision);

internal sealed record ReadEvent(ReadMoved Mark) : ChatEvent(Mark.ConversationId, Mark.Revision);

internal sealed record ClearedEvent(HistoryCleared Cleared) : ChatEvent(Cleared.ConversationId, Cleared.Revision);

/// <summary>It names no revision, so it is believed at once and checked by a sync.</summary>
internal sealed record RemovedEvent(Guid Removed) : ChatEvent(Removed, Revision: 0);

/// <summary>Its revision is the user's own, over all conversations.</summary>
internal sealed record OwnEvent(OwnStateChanged Changed) : ChatEvent(Changed.Own.ConversationId, Changed.OwnRevision);
