using System.CommandLine;
using System.Runtime.CompilerServices;
using Chat.Contracts;
using Chat.Contracts.Messages;
using Chat.Terminal.Conversations;
using Chat.Terminal.Running;

namespace Chat.Terminal.Messages;

internal static class ReadMessages
{
    public const int MaxPage = 200;

    private static readonly Argument<string> Conversation = new("conversation") { Description = FindConversation.Help };
    private static readonly Option<long?> Before = new("--before") { Description = "Those before a number: the nearest ones." };
    private static readonly Option<long?> After = new("--after") { Description = "Those after a number: the nearest ones." };
    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
    private static readonly Option<bool> Mark = new("--mark") { Description = "Marks what is shown as read." };

    public static Command Create() => new Command("read", "Shows messages, oldest first; without --before and --after the newest ones.")
        .With(Conversation, Before, After, Limit, Mark).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var (before, after, limit) = (given.GetValue(Before), given.GetValue(After), given.GetValue(Limit));
        if (limit < 1) { throw new UsageException("--limit is 1 or more."); }
        if (before is not null && after is not null) { throw new UsageException("--before and --after do not go together."); }
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var id = await connection.Hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken);
        var last = 0L;
        var messages = after is null
            ? (await BackwardsAsync(connection.Hub, id, before, limit, cancellationToken)).ToAsyncEnumerable()
            : ForwardsAsync(connection.Hub, id, after.Value, limit, cancellationToken);
        await foreach (var message in messages)
        {
            if (shell.Screen.IsJson) { shell.Screen.Json(message); } else { shell.Screen.Say(message); }
            last = message.Seq;
        }

        if (given.GetValue(Mark) && last > 0) { await connection.Hub.MarkRead(new() { ConversationId = id, Seq = last }).WaitAsync(cancellationToken); }
    }

    /// <summary>Page after page, each shown as it comes.</summary>
    public static async IAsyncEnumerable<Message> ForwardsAsync(
        IChatHub hub, Guid conversationId, long after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var isMore = true; isMore && limit > 0;)
        {
            var page = await hub.GetMessages(new() { ConversationId = conversationId, After = after, Limit = Math.Min(limit, MaxPage) }).WaitAsync(cancellationToken);
            foreach (var message in page.Messages)
            {
                yield return message;
                (after, limit) = (message.Seq, limit - 1);
            }

            isMore = page is { HasMore: true, Messages.Count: > 0 };
        }
    }

    /// <summary>The newest first to ask for, the oldest first to show.</summary>
    public static async Task<IReadOnlyList<Message>> BackwardsAsync(
        IChatHub hub, Guid conversationId, long? before, int limit, CancellationToken cancellationToken)
    {
        var pages = new Stack<IReadOnlyList<Message>>();
        for (var isMore = true; isMore && limit > 0;)
        {
            var page = await hub.GetMessages(new() { ConversationId = conversationId, Before = before, Limit = Math.Min(limit, MaxPage) }).WaitAsync(cancellationToken);
            pages.Push(page.Messages);
            isMore = page is { HasMore: true, Messages.Count: > 0 };
            if (isMore) { (before, limit) = (page.Messages[0].Seq, limit - page.Messages.Count); }
        }

        return [.. pages.SelectMany(page => page)];
    }
}
