using System.CommandLine;
using Chat.Terminal.Accounts;
using Chat.Terminal.Chatting;
using Chat.Terminal.Conversations;
using Chat.Terminal.Files;
using Chat.Terminal.Following;
using Chat.Terminal.Load;
using Chat.Terminal.Messages;
using Chat.Terminal.Running;
using Chat.Terminal.Searching;
using Chat.Terminal.Smoke;

namespace Chat.Terminal;

/// <summary>The table of contents.</summary>
internal static class ChatCommands
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Conversations on a Chat server, for people and for scripts.") { CommonOptions.Server, CommonOptions.Json };
        root.With(
            Login.Create(), Register.Create(), Logout.Create(), WhoAmI.Create(),
            ListConversations.Create(), NewPrivate.Create(), NewGroup.Create(), Members.Create(), Leave.Create(), Rename.Create(), Mute.Create(),
            ReadMessages.Create(), SendMessage.Create(), EditMessage.Create(), DeleteMessage.Create(), React.Create(),
            Upload.Create(), Download.Create(), Search.Create(), Follow.Create(), ChatView.Create(),
            SmokeTest.Create(), LoadTest.Create());
        return root;
    }
}
