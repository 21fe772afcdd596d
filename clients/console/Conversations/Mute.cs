using System.CommandLine;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

internal static class Mute
{
    private static readonly Argument<string> Conversation = new("conversation") { Description = FindConversation.Help };
    private static readonly Option<bool> Off = new("--off") { Description = "Hears it again." };

    public static Command Create() => new Command("mute", "Mutes a conversation, for oneself alone.").With(Conversation, Off).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken);
        await connection.Hub.MuteConversation(new() { ConversationId = id, Muted = !given.GetValue(Off) }).WaitAsync(cancellationToken);
    }
}
