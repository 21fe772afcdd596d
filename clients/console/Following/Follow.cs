using System.CommandLine;
using Chat.Contracts.Conversations;
using Chat.Terminal.Conversations;
using Chat.Terminal.Messages;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Following;

internal static class Follow
{
    private static readonly Argument<string[]> Conversations = new("conversations")
    {
        Arity = ArgumentArity.ZeroOrMore, Description = "Which ones; none: all. " + FindConversation.Help,
    };

    private static readonly Option<int> Last = new("--last") { Description = "Shows so many older messages of each first." };
    private static readonly Option<long?> After = new("--after") { Description = "Shows what came after a number first; for one conversation." };
    private static readonly Option<int?> Count = new("--count") { Description = "Ends after so many messages." };

    public static Command Create() => new Command(
            "follow", "Shows messages as they come, new and changed ones, until it is interrupted. It catches up with what came while the connection was away.")
        .With(Conversations, Last, After, Count).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var written = given.GetValue(Conversations) ?? [];
        var after = given.GetValue(After);
        if (after is not null && written.Length is not 1) { throw new UsageException("--after goes with one conversation."); }
        var (known, chosen) = await ChooseAsync(shell, written, cancellationToken);
        var show = new Shown(shell.Screen, written.Length is 1, given.GetValue(Count));
        await ShowOlderAsync(shell, chosen ?? known, given.GetValue(Last), after, show, cancellationToken);
        if (show.IsEnough) { return; }

        var events = new FeedEvents(shell.Screen, shell.Address);
        await using var feed = await Feed.StartAsync(shell, known, chosen, events, cancellationToken);
        await foreach (var (message, conversation) in feed.ReadAsync(cancellationToken))
        {
            show.Say(message, conversation.Title);
            if (show.IsEnough) { return; }
        }
    }

    /// <summary>All there are, and of them those that were asked for.</summary>
    internal static async Task<(IReadOnlyList<Conversation> Known, IReadOnlyList<Conversation>? Chosen)> ChooseAsync(
        Shell shell, IReadOnlyList<string> written, CancellationToken cancellationToken)
    {
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var chosen = new List<Conversation>();
        foreach (var one in written) { chosen.Add(await connection.Hub.AsConversationAsync(one, cancellationToken)); }

        var known = await connection.Hub.AllConversationsAsync(null, cancellationToken).ToListAsync(cancellationToken);

        // As it was when it was chosen: what came between the two looks is news.
        foreach (var one in chosen.DistinctBy(one => one.Id))
        {
            known.RemoveAll(other => other.Id == one.Id);
            known.Add(one);
        }

        return (known, written.Count is 0 ? null : chosen);
    }

    private static async Task ShowOlderAsync(
        Shell shell, IEnumerable<Conversation> conversations, int last, long? after, Shown show, CancellationToken cancellationToken)
    {
        if (last < 1 && after is null) { return; }
        await using var connection = await shell.ConnectAsync(cancellationToken);
        foreach (var conversation in conversations)
        {
            var older = after is null
                ? (await ReadMessages.BackwardsAsync(connection.Hub, conversation.Id, conversation.LastSeq + 1, last, cancellationToken)).ToAsyncEnumerable()
                : ReadMessages.ForwardsAsync(connection.Hub, conversation.Id, after.Value, int.MaxValue, cancellationToken);

            // What is newer than this look comes as news.
            await foreach (var message in older.TakeWhile(message => message.Seq <= conversation.LastSeq && !show.IsEnough).WithCancellation(cancellationToken))
            {
                show.Say(message, conversation.Title);
            }
        }
    }

    private sealed class Shown(Screen screen, bool isOne, int? limit)
    {
        private int _count;

        public bool IsEnough => _count >= limit;

        public void Say(Contracts.Messages.Message message, string title)
        {
            if (screen.IsJson) { screen.Json(message); } else { screen.Say(message, isOne ? null : title); }
            _count++;
        }
    }
}
