using Chat.Contracts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Client.Hub;

/// <summary>The server's methods for conversations and messages.</summary>
public interface IMessagingHub : IChatHub
{
    Task<ConversationPage> GetConversations(GetConversationsRequest request);

    Task<Conversation> GetConversation(ConversationRequest request);

    Task<Conversation> CreateConversation(CreateConversationRequest request);

    Task<Conversation> RenameConversation(RenameConversationRequest request);

    Task<Conversation> AddParticipants(AddParticipantsRequest request);

    Task RemoveParticipant(RemoveParticipantRequest request);

    Task MuteConversation(MuteConversationRequest request);

    Task DeleteConversation(ConversationRequest request);

    Task<MessagePage> GetMessages(GetMessagesRequest request);

    Task<Message> SendMessage(SendMessageRequest request);

    Task<Message> EditMessage(EditMessageRequest request);

    Task<Message> DeleteMessage(MessageRequest request);

    Task<Message> React(ReactRequest request);

    Task MarkRead(MarkReadRequest request);

    Task ClearHistory(ConversationRequest request);

    Task<SyncPage> Sync(SyncRequest request);
}
