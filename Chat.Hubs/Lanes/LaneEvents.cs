using Chat.Contracts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Emotions;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Contracts.Sync;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Hubs.Lanes;

/// <summary>Events as they wait and travel: encoded at first use, once for each encoding, for all who get them.</summary>
internal static class LaneEvents
{
    public static SerializedHubMessage MessageReceived(Message message) => Event(nameof(IChatClient.MessageReceived), message);

    public static SerializedHubMessage MessageUpdated(Message message) => Event(nameof(IChatClient.MessageUpdated), message);

    public static SerializedHubMessage ConversationUpdated(Conversation conversation) => Event(nameof(IChatClient.ConversationUpdated), conversation);

    public static SerializedHubMessage ConversationRemoved(Guid conversationId) =>
        Event(nameof(IChatClient.ConversationRemoved), new ConversationRemoved { ConversationId = conversationId });

    public static SerializedHubMessage ReadMoved(ReadMoved mark) => Event(nameof(IChatClient.ReadMoved), mark);

    public static SerializedHubMessage OwnStateChanged(OwnStateChanged changed) => Event(nameof(IChatClient.OwnStateChanged), changed);

    public static SerializedHubMessage HistoryCleared(HistoryCleared cleared) => Event(nameof(IChatClient.HistoryCleared), cleared);

    public static SerializedHubMessage MessageDelta(MessageDelta delta) => Event(nameof(IChatClient.MessageDelta), delta);

    public static SerializedHubMessage UserTyping(UserTyping typing) => Event(nameof(IChatClient.UserTyping), typing);

    public static SerializedHubMessage PresenceChanged(Shown presence) => Event(nameof(IChatClient.PresenceChanged), presence);

    public static SerializedHubMessage EmotionUpdated(EmotionUpdate update) => Event(nameof(IChatClient.EmotionUpdated), update);

    public static SerializedHubMessage Problem(Problem problem) => Event(nameof(IChatClient.Problem), problem);

    private static SerializedHubMessage Event(string name, object record) => new(new InvocationMessage(name, [record]));
}
