using System.CommandLine;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

internal static class ListConversations
{
    private const int TitleLength = 40;
    private const int PreviewLength = 60;

    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
    private static readonly Option<bool> All = new("--all") { Description = "All of them, however many." };
    private static readonly Option<bool> Unread = new("--unread") { Description = "Those with unread messages." };
    private static readonly Option<ConversationKind?> Kind = new("--kind") { Description = "Those of one kind." };

    public static Command Create() => new Command("conversations", "Lists conversations, newest activity first.") { Aliases = { "list" } }
        .With(Limit, All, Unread, Kind).Does(RunAsync);

    public static void Say(Shell shell, Conversation conversation)
    {
        if (shell.Screen.IsJson) { shell.Screen.Json(conversation); }
        else { shell.Screen.Line($"{conversation.Id} {conversation.Title}"); }
    }

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var limit = given.GetValue(All) ? int.MaxValue : given.GetValue(Limit);
        if (limit < 1) { throw new UsageException("--limit is 1 or more."); }
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var found = connection.Hub.AllConversationsAsync(given.GetValue(Kind), cancellationToken)
            .Where(one => !given.GetValue(Unread) || one.UnreadCount > 0).Take(limit);
        if (shell.Screen.IsJson)
        {
            await foreach (var one in found) { shell.Screen.Json(one); }
        }
        else { shell.Screen.Table(["id", "unread", "title", "last message", "at"], (await found.ToListAsync(cancellationToken)).Select(one => RowOf(shell, one))); }
    }

    private static object?[] RowOf(Shell shell, Conversation one) =>
    [
        shell.Screen.Kind.IsTerminal ? Styled.Dim(FindConversation.Short(one.Id)) : one.Id,
        one.UnreadCount > 0 ? Styled.Bold(one.UnreadCount) : Styled.Dim(one.UnreadCount),
        SafeText.Short(one.Title, TitleLength) + (one.Muted ? " (muted)" : ""),
        SafeText.Short(PreviewOf(one.LastMessage), PreviewLength),
        Styled.Dim(Moments.Say(one.UpdatedAt)),
    ];

    private static string PreviewOf(Message? last) => last switch
    {
        null => "",
        { DeletedAt: not null } => "(deleted)",
        { Content: "", Attachments: [var first, ..] } => $"file {first.Name}",
        _ => last.Content,
    };
}
