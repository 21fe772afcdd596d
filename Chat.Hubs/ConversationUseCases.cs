using Chat.Core.Conversations;
using Chat.Core.Messages;
using Chat.Core.Search;
using Chat.Core.Sync;

namespace Chat.Hubs;

/// <summary>What the hub asks of conversations, as one argument.</summary>
public sealed record ConversationUseCases(
    GetConversations List, GetConversation Get, GetParticipants Participants, CreateConversation Create, RenameConversation Rename,
    AddParticipants Add, RemoveParticipant Remove, MuteConversation Mute, DeleteConversation Delete, ClearHistory Clear, SyncChanges Sync);

/// <summary>What the hub asks of messages, as one argument.</summary>
public sealed record MessageUseCases(
    GetMessages Get, SendMessage Send, EditMessage Edit, DeleteMessage Delete, ReactToMessage React, MarkRead MarkRead, SearchMessages Search);
