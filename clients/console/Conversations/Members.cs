using System.CommandLine;
using Chat.Contracts.Conversations;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

internal static class Members
{
    private const int PageSize = 200;

    private static readonly Argument<string> Conversation = new("conversation") { Description = FindConversation.Help };
    private static readonly Argument<string[]> People = new("people") { Description = FindPeople.Help, Arity = ArgumentArity.OneOrMore };

    public static Command Create() => new Command("members", "Lists, adds and removes the members of a conversation.").With(
        new Command("list", "Lists them.").With(Conversation).Does(ListAsync),
        new Command("add", "Lets people into a group.").With(Conversation, People).Does(AddAsync),
        new Command("remove", "Takes people out of a group.").With(Conversation, People).Does(RemoveAsync));

    private static async Task ListAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken);
        var members = new List<Participant>();
        Guid? after = null;
        do
        {
            var page = await connection.Hub.GetParticipants(new() { ConversationId = id, Limit = PageSize, After = after }).WaitAsync(cancellationToken);
            members.AddRange(page.Participants);
            after = page.Next;
        }
        while (after is not null);

        if (shell.Screen.IsJson) { members.ForEach(shell.Screen.Json); }
        else { shell.Screen.Table(["name", "shown as", "role", "since"], members.Select(RowOf)); }
    }

    private static async Task AddAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken);
        var people = await connection.Hub.AsUserIdsAsync(given.GetValue(People)!, cancellationToken);
        ListConversations.Say(shell, await connection.Hub.AddParticipants(new() { ConversationId = id, UserIds = people }).WaitAsync(cancellationToken));
    }

    private static async Task RemoveAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken);
        foreach (var person in await connection.Hub.AsUserIdsAsync(given.GetValue(People)!, cancellationToken))
        {
            await connection.Hub.RemoveParticipant(new() { ConversationId = id, UserId = person }).WaitAsync(cancellationToken);
        }
    }

    private static object?[] RowOf(Participant one) =>
        [one.User.Username, one.User.DisplayName, one.Role.ToString().ToLowerInvariant(), Styled.Dim(Moments.Say(one.JoinedAt))];
}
