using System.Text.Json;
using Chat.Client.Storing;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;

namespace Chat.Tests.Client;

/// <summary>Whether a device knows exactly what is so, and if not, what differs.</summary>
internal static class Sameness
{
    public static void AssertKnows(this ChatState state, ModelServer server)
    {
        Assert.Equal(server.Mine.Select(one => one.Id).Order(), state.Conversations.Keys.Order());
        foreach (var conversation in server.Mine)
        {
            var stored = state.Find(conversation.Id)!;
            var expected = conversation.SeenBy(server.Me);
            Assert.Equal(Text(expected), Text(stored.ToConversation()));
            var cleared = conversation.Members[server.Me].ClearedUpToSeq;
            Assert.Equal(conversation.Messages.Where(message => message.Seq > cleared).Select(Text), stored.Messages.Select(Text));
        }
    }

    /// <summary>Records hold lists, which are compared by their text.</summary>
    private static string Text(Conversation conversation) => JsonSerializer.Serialize(conversation, ChatJson.Wire);

    private static string Text(Message message) => JsonSerializer.Serialize(message, ChatJson.Wire);
}
