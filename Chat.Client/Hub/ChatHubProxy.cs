using System.Runtime.CompilerServices;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Assistant;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Client.Hub;

/// <summary>The server's methods as an interface. A refusal is a <see cref="ChatRefusedException"/>.</summary>
public sealed class ChatHubProxy(HubConnection connection) : IChatHub
{
    public Task<Session> RegisterUser(RegisterUserRequest request) => AskAsync<Session>(nameof(RegisterUser), request);

    public Task<Session> Login(LoginRequest request) => AskAsync<Session>(nameof(Login), request);

    public Task<Session> RefreshSession(RefreshSessionRequest request) => AskAsync<Session>(nameof(RefreshSession), request);

    public Task Logout(LogoutRequest request) => AskAsync(nameof(Logout), request);

    public Task<ServerInfo> GetServerInfo() => AskAsync<ServerInfo>(nameof(GetServerInfo));

    public Task<User> GetMe() => AskAsync<User>(nameof(GetMe));

    public Task<User> UpdateProfile(UpdateProfileRequest request) => AskAsync<User>(nameof(UpdateProfile), request);

    public Task<IReadOnlyList<User>> FindUsers(FindUsersRequest request) => AskAsync<IReadOnlyList<User>>(nameof(FindUsers), request);

    public Task<ConversationPage> GetConversations(GetConversationsRequest request) => AskAsync<ConversationPage>(nameof(GetConversations), request);

    public Task<Conversation> GetConversation(ConversationRequest request) => AskAsync<Conversation>(nameof(GetConversation), request);

    public Task<ParticipantPage> GetParticipants(GetParticipantsRequest request) => AskAsync<ParticipantPage>(nameof(GetParticipants), request);

    public Task<Conversation> CreateConversation(CreateConversationRequest request) => AskAsync<Conversation>(nameof(CreateConversation), request);

    public Task<Conversation> RenameConversation(RenameConversationRequest request) => AskAsync<Conversation>(nameof(RenameConversation), request);

    public Task<Conversation> AddParticipants(AddParticipantsRequest request) => AskAsync<Conversation>(nameof(AddParticipants), request);

    public Task RemoveParticipant(RemoveParticipantRequest request) => AskAsync(nameof(RemoveParticipant), request);

    public Task MuteConversation(MuteConversationRequest request) => AskAsync(nameof(MuteConversation), request);

    public Task DeleteConversation(ConversationRequest request) => AskAsync(nameof(DeleteConversation), request);

    public Task ClearHistory(ConversationRequest request) => AskAsync(nameof(ClearHistory), request);

    public Task<SyncPage> Sync(SyncRequest request) => AskAsync<SyncPage>(nameof(Sync), request);

    public Task<MessagePage> GetMessages(GetMessagesRequest request) => AskAsync<MessagePage>(nameof(GetMessages), request);

    public Task<Message> SendMessage(SendMessageRequest request) => AskAsync<Message>(nameof(SendMessage), request);

    public Task<Message> EditMessage(EditMessageRequest request) => AskAsync<Message>(nameof(EditMessage), request);

    public Task<Message> DeleteMessage(MessageRequest request) => AskAsync<Message>(nameof(DeleteMessage), request);

    public Task<Message> React(ReactRequest request) => AskAsync<Message>(nameof(React), request);

    public Task MarkRead(MarkReadRequest request) => AskAsync(nameof(MarkRead), request);

    public Task<SearchPage> SearchMessages(SearchMessagesRequest request) => AskAsync<SearchPage>(nameof(SearchMessages), request);

    public Task SetTyping(SetTypingRequest request) => AskAsync(nameof(SetTyping), request);

    public Task StopReply(ConversationRequest request) => AskAsync(nameof(StopReply), request);

    public Task<Message> RegenerateReply(MessageRequest request) => AskAsync<Message>(nameof(RegenerateReply), request);

    public Task<DraftText> SuggestReply(ConversationRequest request) => AskAsync<DraftText>(nameof(SuggestReply), request);

    public Task<DraftText> Summarize(ConversationRequest request) => AskAsync<DraftText>(nameof(Summarize), request);

    public Task<ConversationPrompt> GetPrompt(ConversationRequest request) => AskAsync<ConversationPrompt>(nameof(GetPrompt), request);

    public Task<ConversationPrompt> SetPrompt(ConversationPrompt request) => AskAsync<ConversationPrompt>(nameof(SetPrompt), request);

    public Task<IReadOnlyList<Presence>> GetPresence(GetPresenceRequest request) => AskAsync<IReadOnlyList<Presence>>(nameof(GetPresence), request);

    public Task SetStatus(SetStatusRequest request) => AskAsync(nameof(SetStatus), request);

    public async IAsyncEnumerable<FrameResult> SendFrame(
        SendFrameRequest request, IAsyncEnumerable<VideoFrame> frames, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answers = connection.StreamAsyncCore<FrameResult>(nameof(SendFrame), [request, frames], cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (answers)
        {
            while (await NextAsync(answers)) { yield return answers.Current; }
        }
    }

    public Task<EnrolledFace> EnrollFace(EnrollFaceRequest request) => AskAsync<EnrolledFace>(nameof(EnrollFace), request);

    public Task DeleteFace() => AskAsync(nameof(DeleteFace));

    public Task<Consent> SetConsent(SetConsentRequest request) => AskAsync<Consent>(nameof(SetConsent), request);

    public Task<IReadOnlyList<FaceDevice>> GetFaceDevices() => AskAsync<IReadOnlyList<FaceDevice>>(nameof(GetFaceDevices));

    public Task RevokeFaceDevice(FaceDeviceRequest request) => AskAsync(nameof(RevokeFaceDevice), request);

    public Task<EmotionUpdate> SetEmotion(SetEmotionRequest request) => AskAsync<EmotionUpdate>(nameof(SetEmotion), request);

    public Task<IReadOnlyList<EmotionUpdate>> GetEmotions(GetEmotionsRequest request) => AskAsync<IReadOnlyList<EmotionUpdate>>(nameof(GetEmotions), request);

    public Task DeleteEmotions() => AskAsync(nameof(DeleteEmotions));

    private static async Task<bool> NextAsync(IAsyncEnumerator<FrameResult> answers)
    {
        try { return await answers.MoveNextAsync(); }
        catch (Microsoft.AspNetCore.SignalR.HubException refusal) { throw ChatRefusedException.From(refusal); }
    }

    private async Task<T> AskAsync<T>(string method, params object?[] arguments)
    {
        try { return await connection.InvokeCoreAsync<T>(method, arguments); }
        catch (Microsoft.AspNetCore.SignalR.HubException refusal) { throw ChatRefusedException.From(refusal); }
    }

    private async Task AskAsync(string method, params object?[] arguments)
    {
        try { await connection.InvokeCoreAsync(method, arguments); }
        catch (Microsoft.AspNetCore.SignalR.HubException refusal) { throw ChatRefusedException.From(refusal); }
    }
}
