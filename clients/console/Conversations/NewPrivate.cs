using System.CommandLine;
using Chat.Contracts.Conversations;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

internal static class NewPrivate
{
    private static readonly Argument<string> Person = new("person") { Description = FindPeople.Help };

    public static Command Create() => new Command("new", "Opens the private conversation with somebody, the same one each time.").With(Person).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsUserIdAsync(given.GetValue(Person)!, cancellationToken);
        var made = await connection.Hub.CreateConversation(new() { Kind = ConversationKind.Private, ParticipantIds = [id] }).WaitAsync(cancellationToken);
        ListConversations.Say(shell, made);
    }
}
