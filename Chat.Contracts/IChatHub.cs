using Chat.Contracts.Accounts;
using Chat.Contracts.Assistant;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;

namespace Chat.Contracts;

/// <summary>What a client may ask. The hub implements it, so a drift does not compile.</summary>
public interface IChatHub
{
    Task<Session> RegisterUser(RegisterUserRequest request);

    Task<Session> Login(LoginRequest request);

    Task<Session> RefreshSession(RefreshSessionRequest request);

    Task Logout(LogoutRequest request);

    Task<ServerInfo> GetServerInfo();

    Task<User> GetMe();

    Task<User> UpdateProfile(UpdateProfileRequest request);

    Task<IReadOnlyList<User>> FindUsers(FindUsersRequest request);

    Task<ConversationPage> GetConversations(GetConversationsRequest request);

    Task<Conversation> GetConversation(ConversationRequest request);

    Task<ParticipantPage> GetParticipants(GetParticipantsRequest request);

    /// <summary>A second private one for the same two people returns the first.</summary>
    Task<Conversation> CreateConversation(CreateConversationRequest request);

    Task<Conversation> RenameConversation(RenameConversationRequest request);

    Task<Conversation> AddParticipants(AddParticipantsRequest request);

    /// <summary>Oneself: leaving.</summary>
    Task RemoveParticipant(RemoveParticipantRequest request);

    Task MuteConversation(MuteConversationRequest request);

    Task DeleteConversation(ConversationRequest request);

    /// <summary>For the caller alone.</summary>
    Task ClearHistory(ConversationRequest request);

    /// <summary>All that changed since what is known, in pages, however much that is.</summary>
    Task<SyncPage> Sync(SyncRequest request);

    Task<MessagePage> GetMessages(GetMessagesRequest request);

    /// <summary>Answers when the message is durable; the same client's id answers with the first message again.</summary>
    Task<Message> SendMessage(SendMessageRequest request);

    Task<Message> EditMessage(EditMessageRequest request);

    Task<Message> DeleteMessage(MessageRequest request);

    Task<Message> React(ReactRequest request);

    Task MarkRead(MarkReadRequest request);

    Task<SearchPage> SearchMessages(SearchMessagesRequest request);

    Task SetTyping(SetTypingRequest request);

    /// <summary>Ends what the assistant is writing there, whoever asked for it; what was said so far stays.</summary>
    Task StopReply(ConversationRequest request);

    /// <summary>The assistant writes this message again, in its place.</summary>
    Task<Message> RegenerateReply(MessageRequest request);

    /// <summary>A draft of what the caller could write next.</summary>
    Task<DraftText> SuggestReply(ConversationRequest request);

    Task<DraftText> Summarize(ConversationRequest request);

    Task<ConversationPrompt> GetPrompt(ConversationRequest request);

    /// <summary>What the assistant is told before everything else in this conversation; empty takes it back.</summary>
    Task<ConversationPrompt> SetPrompt(ConversationPrompt request);

    Task<IReadOnlyList<Presence.Presence>> GetPresence(GetPresenceRequest request);

    Task SetStatus(SetStatusRequest request);

    /// <summary>A camera: who is before it, how they feel, and signing in by face. An answer for every frame.</summary>
    IAsyncEnumerable<FrameResult> SendFrame(SendFrameRequest request, IAsyncEnumerable<VideoFrame> frames, CancellationToken cancellationToken);

    Task<EnrolledFace> EnrollFace(EnrollFaceRequest request);

    Task DeleteFace();

    Task<Consent> SetConsent(SetConsentRequest request);

    Task<IReadOnlyList<FaceDevice>> GetFaceDevices();

    Task RevokeFaceDevice(FaceDeviceRequest request);

    Task<EmotionUpdate> SetEmotion(SetEmotionRequest request);

    Task<IReadOnlyList<EmotionUpdate>> GetEmotions(GetEmotionsRequest request);

    /// <summary>All of the caller's.</summary>
    Task DeleteEmotions();
}
