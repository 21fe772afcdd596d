using System.CommandLine;
using Chat.Contracts.Messages;
using Chat.Terminal.Conversations;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Searching;

internal static class Search
{
    private const int MaxPage = 100;
    private const char FoundFrom = '\ue000';
    private const char FoundTo = '\ue001';

    private static readonly Argument<string[]> Query = new("words") { Arity = ArgumentArity.OneOrMore, Description = "With or without diacritics." };
    private static readonly Option<string?> In = new("--in") { Description = "One conversation alone. " + FindConversation.Help };
    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20 };

    public static Command Create() => new Command("search", "Finds messages, the best first.").With(Query, In, Limit).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var limit = given.GetValue(Limit);
        if (limit < 1) { throw new UsageException("--limit is 1 or more."); }
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var request = new SearchMessagesRequest
        {
            Query = string.Join(' ', given.GetValue(Query)!),
            ConversationId = given.GetValue(In) is { } one ? await connection.Hub.AsConversationIdAsync(one, cancellationToken) : null,
        };
        do
        {
            var page = await connection.Hub.SearchMessages(request with { Limit = Math.Min(limit, MaxPage) }).WaitAsync(cancellationToken);
            foreach (var hit in page.Hits) { Say(shell.Screen, hit); }

            limit -= page.Hits.Count;
            request = request with { Before = page.Next };
        }
        while (request.Before is not null && limit > 0);
    }

    private static void Say(Screen screen, SearchHit hit)
    {
        if (screen.IsJson) { screen.Json(hit); }
        else
        {
            var message = hit.Message;
            screen.Line($"{Styled.Dim($"{message.ConversationId}:{message.Seq}")} {Styled.Dim(Moments.Say(message.CreatedAt))} {Styled.Of(message.SenderId, message.Sender?.DisplayName ?? "")}");
            screen.Raw("  " + Marked(SafeText.OneLine(hit.Snippet), screen.Kind.IsColoured) + "\n");
        }
    }

    /// <summary>What was found, bold where that is possible and between stars where not.</summary>
    internal static string Marked(string safe, bool isColoured) => safe
        .Replace($"{FoundFrom}", isColoured ? "\u001b[1m" : "*", StringComparison.Ordinal)
        .Replace($"{FoundTo}", isColoured ? "\u001b[0m" : "*", StringComparison.Ordinal);
}
