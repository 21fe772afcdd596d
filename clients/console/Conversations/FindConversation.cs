using System.Runtime.CompilerServices;
using Chat.Contracts;
using Chat.Contracts.Conversations;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

/// <summary>A conversation as somebody types it: its id, the end of its id, a person as @name, or its title.</summary>
internal static class FindConversation
{
    public const string Help = "Its id or the end of it, a person as @name, or its title.";

    // The last signs of a random id: the first ones are the time, and the same for all of one day.
    public const int ShortLength = 8;
    private const int ShortestEnd = 4;
    private const int PageSize = 100;

    public static string Short(Guid id) => $"{id}"[^ShortLength..];

    public static async Task<Conversation> AsConversationAsync(this IChatHub hub, string written, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(written, out var id)) { return await hub.GetConversation(new() { ConversationId = id }).WaitAsync(cancellationToken); }
        if (written.StartsWith('@'))
        {
            var person = await hub.AsUserAsync(written, cancellationToken);
            return await hub.CreateConversation(new() { Kind = ConversationKind.Private, ParticipantIds = [person.Id] }).WaitAsync(cancellationToken);
        }

        var found = await MatchesAsync(hub, written, cancellationToken);
        return found switch
        {
            [var one] => one,
            [] => throw new NotFoundException($"No conversation is called \"{written}\"; see: chat conversations"),
            _ => throw new NotFoundException($"Several conversations are called \"{written}\": {string.Join(", ", found.Select(one => one.Id))}."),
        };
    }

    /// <summary>The id alone, which costs no question where it is written out.</summary>
    public static async Task<Guid> AsConversationIdAsync(this IChatHub hub, string written, CancellationToken cancellationToken) =>
        Guid.TryParse(written, out var id) ? id : (await hub.AsConversationAsync(written, cancellationToken)).Id;

    /// <summary>All of the caller's, newest activity first, in as many pages as it takes.</summary>
    public static async IAsyncEnumerable<Conversation> AllConversationsAsync(
        this IChatHub hub, ConversationKind? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One that gets a message meanwhile moves to the front, and one that moved may be met twice.
        var seen = new HashSet<Guid>();
        string? before = null;
        do
        {
            var page = await hub.GetConversations(new() { Limit = PageSize, Before = before, Kind = kind }).WaitAsync(cancellationToken);
            foreach (var one in page.Conversations.Where(one => seen.Add(one.Id))) { yield return one; }

            before = page.Next;
        }
        while (before is not null);
    }

    private static async Task<List<Conversation>> MatchesAsync(IChatHub hub, string written, CancellationToken cancellationToken)
    {
        var found = new List<Conversation>();
        await foreach (var one in hub.AllConversationsAsync(null, cancellationToken))
        {
            var isMeant = string.Equals(one.Title, written, StringComparison.OrdinalIgnoreCase)
                || string.Equals(SafeText.OneLine(one.Title), written, StringComparison.OrdinalIgnoreCase)
                || (written.Length >= ShortestEnd && $"{one.Id}".EndsWith(written, StringComparison.OrdinalIgnoreCase));
            if (isMeant) { found.Add(one); }
        }

        return found;
    }
}
