using Chat.Contracts.Conversations;
using Chat.Contracts.Sync;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    public async Task<ConversationPage> GetConversations(GetConversationsRequest request) =>
        (await conversations.List.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<Conversation> GetConversation(ConversationRequest request) =>
        (await conversations.Get.HandleAsync(Caller, request.ConversationId, Context.ConnectionAborted)).OrThrow();

    public async Task<ParticipantPage> GetParticipants(GetParticipantsRequest request) =>
        (await conversations.Participants.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<Conversation> CreateConversation(CreateConversationRequest request) =>
        (await conversations.Create.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<Conversation> RenameConversation(RenameConversationRequest request) =>
        (await conversations.Rename.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<Conversation> AddParticipants(AddParticipantsRequest request) =>
        (await conversations.Add.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task RemoveParticipant(RemoveParticipantRequest request) =>
        (await conversations.Remove.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task MuteConversation(MuteConversationRequest request) =>
        (await conversations.Mute.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task DeleteConversation(ConversationRequest request) =>
        (await conversations.Delete.HandleAsync(Caller, request.ConversationId, Context.ConnectionAborted)).OrThrow();

    public async Task ClearHistory(ConversationRequest request) =>
        (await conversations.Clear.HandleAsync(Caller, request.ConversationId, Context.ConnectionAborted)).OrThrow();

    public async Task<SyncPage> Sync(SyncRequest request) =>
        (await conversations.Sync.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();
}
