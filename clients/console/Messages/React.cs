using System.CommandLine;
using Chat.Terminal.Running;

namespace Chat.Terminal.Messages;

internal static class React
{
    private static readonly Argument<string> Message = new("message") { Description = FindMessage.Help };
    private static readonly Argument<string> Emoji = new("emoji");
    private static readonly Option<bool> Off = new("--off") { Description = "Takes it back." };

    public static Command Create() => new Command("react", "Puts an emoji on a message.").With(Message, Emoji, Off).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsMessageIdAsync(given.GetValue(Message)!, cancellationToken);
        EditMessage.Say(
            shell, await connection.Hub.React(new() { MessageId = id, Emoji = given.GetValue(Emoji)!, On = !given.GetValue(Off) }).WaitAsync(cancellationToken));
    }
}
