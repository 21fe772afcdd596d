using System.CommandLine;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

internal static class Rename
{
    private static readonly Argument<string> Conversation = new("conversation") { Description = FindConversation.Help };
    private static readonly Argument<string> Title = new("title");

    public static Command Create() => new Command("rename", "Gives a group another title.").With(Conversation, Title).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken);
        ListConversations.Say(
            shell, await connection.Hub.RenameConversation(new() { ConversationId = id, Title = given.GetValue(Title)! }).WaitAsync(cancellationToken));
    }
}
