using System.CommandLine;
using Chat.Terminal.Running;

namespace Chat.Terminal.Messages;

internal static class DeleteMessage
{
    private static readonly Argument<string> Message = new("message") { Description = FindMessage.Help };

    public static Command Create() => new Command("delete", "Deletes one's own message, for everybody.").With(Message).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsMessageIdAsync(given.GetValue(Message)!, cancellationToken);
        EditMessage.Say(shell, await connection.Hub.DeleteMessage(new() { MessageId = id }).WaitAsync(cancellationToken));
    }
}
