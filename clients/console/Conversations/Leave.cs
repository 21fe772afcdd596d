using System.CommandLine;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

internal static class Leave
{
    private static readonly Argument<string> Conversation = new("conversation") { Description = FindConversation.Help };

    public static Command Create() => new Command("leave", "Leaves a group.").With(Conversation).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var me = await shell.MeAsync(cancellationToken);
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken);
        await connection.Hub.RemoveParticipant(new() { ConversationId = id, UserId = me.Id }).WaitAsync(cancellationToken);
    }
}
