using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Client.Hub;

public sealed partial class ChatHubProxy : IMessagingHub
{
    public Task<ConversationPage> GetConversations(GetConversationsRequest request) => AskAsync<ConversationPage>(nameof(GetConversations), request);

    public Task<Conversation> GetConversation(ConversationRequest request) => AskAsync<Conversation>(nameof(GetConversation), request);

    public Task<Conversation> CreateConversation(CreateConversationRequest request) => AskAsync<Conversation>(nameof(CreateConversation), request);

    public Task<Conversation> RenameConversation(RenameConversationRequest request) => AskAsync<Conversation>(nameof(RenameConversation), request);

    public Task<Conversation> AddParticipants(AddParticipantsRequest request) => AskAsync<Conversation>(nameof(AddParticipants), request);

    public Task RemoveParticipant(RemoveParticipantRequest request) => AskAsync(nameof(RemoveParticipant), request);

    public Task MuteConversation(MuteConversationRequest request) => AskAsync(nameof(MuteConversation), request);

    public Task DeleteConversation(ConversationRequest request) => AskAsync(nameof(DeleteConversation), request);

    public Task<MessagePage> GetMessages(GetMessagesRequest request) => AskAsync<MessagePage>(nameof(GetMessages), request);

    public Task<Message> SendMessage(SendMessageRequest request) => AskAsync<Message>(nameof(SendMessage), request);

    public Task<Message> EditMessage(EditMessageRequest request) => AskAsync<Message>(nameof(EditMessage), request);

    public Task<Message> DeleteMessage(MessageRequest request) => AskAsync<Message>(nameof(DeleteMessage), request);

    public Task<Message> React(ReactRequest request) => AskAsync<Message>(nameof(React), request);

    public Task MarkRead(MarkReadRequest request) => AskAsync(nameof(MarkRead), request);

    public Task ClearHistory(ConversationRequest request) => AskAsync(nameof(ClearHistory), request);

    public Task<SyncPage> Sync(SyncRequest request) => AskAsync<SyncPage>(nameof(Sync), request);
}
