using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts.Accounts;
using Chat.Contracts.Assistant;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;

namespace Chat.Contracts.Wire;

/// <summary>
/// The one description of the wire. JSON is written from it, and so is MessagePack: a record named here has the same names
/// and shapes in both.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(AccountExport))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(AddParticipantsRequest))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(ChangeAccessRequest))]
[JsonSerializable(typeof(Connected))]
[JsonSerializable(typeof(Consent))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(ConversationPage))]
[JsonSerializable(typeof(ConversationRemoved))]
[JsonSerializable(typeof(ConversationRequest))]
[JsonSerializable(typeof(ConversationPrompt))]
[JsonSerializable(typeof(CreateConversationRequest))]
[JsonSerializable(typeof(DraftText))]
[JsonSerializable(typeof(EditMessageRequest))]
[JsonSerializable(typeof(EmotionUpdate))]
[JsonSerializable(typeof(EnrollFaceRequest))]
[JsonSerializable(typeof(EnrolledFace))]
[JsonSerializable(typeof(FaceDeviceRequest))]
[JsonSerializable(typeof(FindUsersRequest))]
[JsonSerializable(typeof(FrameResult))]
[JsonSerializable(typeof(GetConversationsRequest))]
[JsonSerializable(typeof(GetEmotionsRequest))]
[JsonSerializable(typeof(GetMessagesRequest))]
[JsonSerializable(typeof(GetParticipantsRequest))]
[JsonSerializable(typeof(GetPresenceRequest))]
[JsonSerializable(typeof(Greeting))]
[JsonSerializable(typeof(HistoryCleared))]
[JsonSerializable(typeof(IReadOnlyList<EmotionUpdate>))]
[JsonSerializable(typeof(IReadOnlyList<FaceConflictRecord>))]
[JsonSerializable(typeof(IReadOnlyList<FaceDevice>))]
[JsonSerializable(typeof(IReadOnlyList<Chat.Contracts.Presence.Presence>))]
[JsonSerializable(typeof(IReadOnlyList<Citation>))]
[JsonSerializable(typeof(IReadOnlyList<User>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(KnowledgeContent))]
[JsonSerializable(typeof(KnowledgeDocument))]
[JsonSerializable(typeof(KnowledgePage))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LogoutRequest))]
[JsonSerializable(typeof(MarkReadRequest))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(MessageDelta))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(MuteConversationRequest))]
[JsonSerializable(typeof(OwnStateChanged))]
[JsonSerializable(typeof(ParticipantPage))]
[JsonSerializable(typeof(Chat.Contracts.Presence.Presence))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ReactRequest))]
[JsonSerializable(typeof(ReadMoved))]
[JsonSerializable(typeof(RefreshSessionRequest))]
[JsonSerializable(typeof(RegisterUserRequest))]
[JsonSerializable(typeof(RegistrationRequested))]
[JsonSerializable(typeof(RemoveParticipantRequest))]
[JsonSerializable(typeof(RenameConversationRequest))]
[JsonSerializable(typeof(ReplyRecordPage))]
[JsonSerializable(typeof(SearchMessagesRequest))]
[JsonSerializable(typeof(SearchPage))]
[JsonSerializable(typeof(SendFrameRequest))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(SetConsentRequest))]
[JsonSerializable(typeof(SetEmotionRequest))]
[JsonSerializable(typeof(SetStatusRequest))]
[JsonSerializable(typeof(SetTypingRequest))]
[JsonSerializable(typeof(SyncPage))]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(UpdateProfileRequest))]
[JsonSerializable(typeof(UsageReport))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserTyping))]
[JsonSerializable(typeof(VideoFrame))]
[JsonSerializable(typeof(object))]
public sealed partial class ChatJson : JsonSerializerContext
{
    // At first use: the generated part's own statics have no order with respect to these.
    private static readonly Lazy<JsonSerializerOptions> s_wire = new(CreateWire);

    /// <summary>The options every encoder and decoder of the contract uses.</summary>
    public static JsonSerializerOptions Wire => s_wire.Value;

    /// <summary>Makes <paramref name="options"/> speak the contract.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;

        // Vietnamese stays readable and half as long; nothing here is ever pasted into a page unescaped.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WireTimeConverter());
        options.TypeInfoResolverChain.Insert(0, Default);
    }

    private static JsonSerializerOptions CreateWire()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
