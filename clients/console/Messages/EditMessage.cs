using System.CommandLine;
using Chat.Contracts.Messages;
using Chat.Terminal.Running;

namespace Chat.Terminal.Messages;

internal static class EditMessage
{
    private static readonly Argument<string> Message = new("message") { Description = FindMessage.Help };
    private static readonly Argument<string> Text = new("text");

    public static Command Create() => new Command("edit", "Gives one's own message another text.").With(Message, Text).Does(RunAsync);

    public static void Say(Shell shell, Message message)
    {
        if (shell.Screen.IsJson) { shell.Screen.Json(message); } else { shell.Screen.Say(message); }
    }

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsMessageIdAsync(given.GetValue(Message)!, cancellationToken);
        Say(shell, await connection.Hub.EditMessage(new() { MessageId = id, Content = given.GetValue(Text)! }).WaitAsync(cancellationToken));
    }
}
