using System.CommandLine;
using Chat.Contracts.Conversations;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

internal static class NewGroup
{
    private static readonly Argument<string> Title = new("title");
    private static readonly Argument<string[]> People = new("people") { Description = FindPeople.Help, Arity = ArgumentArity.ZeroOrMore };

    public static Command Create() => new Command("group", "Makes a group.").With(Title, People).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var ids = await connection.Hub.AsUserIdsAsync(given.GetValue(People) ?? [], cancellationToken);
        var made = await connection.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = given.GetValue(Title), ParticipantIds = ids })
            .WaitAsync(cancellationToken);
        ListConversations.Say(shell, made);
    }
}
