using Chat.Client.Storing;
using Chat.Contracts.Messages;

namespace Chat.Tests.Client;

/// <summary>What every client has to know after what it was told; the web library runs the same list in its own tests.</summary>
public sealed class SharedScenarios
{
    private static readonly IReadOnlyDictionary<string, Guid> s_names = ScenarioFile.Store.Names;

    public static TheoryData<string> Names => [.. ScenarioFile.Store.Scenarios.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hold(string name)
    {
        var scenario = ScenarioFile.Store.Scenarios.Single(one => one.Name == name);
        using var store = new ChatStore(_ => { });
        store.Start(ChatState.Empty with { UserId = s_names["me"] });

        // As after a first sync that brought nothing.
        store.BeginSync(100);
        store.EndSync(new ScenarioPage(null, null, null, OwnRevision: 0, More: false).ToPage(s_names));
        foreach (var step in scenario.Steps) { Take(store, step); }

        Assert.Equal((scenario.Expected.NeedsSync, scenario.Expected.OwnRevision), (store.NeedsSync, store.State.OwnRevision));
        Assert.Equal(scenario.Expected.Conversations.Select(Text), store.State.Conversations.Values.OrderBy(one => one.Id).Select(Text));
    }

    private static void Take(ChatStore store, ScenarioStep step)
    {
        if (step.Told is { Piece: { } piece }) { store.Extend(piece.ToDelta(s_names)); }
        else if (step.Told is { } told) { store.Receive(ToEvent(told)); }
        if (step.Kept is { } kept) { store.Keep(kept.ToMessage(s_names)); }
        if (step.Asks is { } asks)
        {
            var request = store.BeginSync(100);
            Assert.Equal(asks.OwnRevision, request.OwnRevision);
            Assert.Equal(asks.Known.ToDictionary(one => s_names[one.Key], one => one.Value), request.Known.ToDictionary(one => one.ConversationId, one => one.Revision));
        }

        if (step.Page is { } page) { Assert.Equal(step.More, store.EndSync(page.ToPage(s_names))); }
        if (step.Lost) { store.AbandonSync(); }
        if (step.Fetches is { } fetches) { Assert.Equal(fetches.SelectMany(one => one.Value.Select(seq => (s_names[one.Key], seq))), Fetched(store)); }
    }

    private static (Guid, long)[] Fetched(ChatStore store)
    {
        List<Message> named = [];
        while (store.MissingTexts.TryRead(out var reply)) { named.Add(reply); }

        store.ForgetMissingTexts();
        return [.. named.Select(reply => (reply.ConversationId, reply.Seq))];
    }

    private static ChatEvent ToEvent(ScenarioEvent told) => told switch
    {
        { Message: { } message } => new MessageEvent(message.ToMessage(s_names)),
        { Record: { } record } => new ConversationEvent(record.ToRecord(s_names)),
        { Own: { } own } => new OwnEvent(new() { Own = own.ToOwn(s_names), OwnRevision = own.OwnRevision }),
        { Removed: { } removed } => new RemovedEvent(s_names[removed]),
        { Read: { } read } => new ReadEvent(new() { ConversationId = s_names[read.In], UserId = s_names[read.Who], Seq = read.Seq, Revision = read.Revision }),
        { Cleared: { } cleared } => new ClearedEvent(new() { ConversationId = s_names[cleared.In], UpToSeq = cleared.UpToSeq, Revision = cleared.Revision }),
        _ => throw new ArgumentException("A step tells of nothing.", nameof(told)),
    };

    private static string Text(ScenarioKnown one) => Text(
        s_names[one.Id], one.Title ?? one.Id, one.Revision, one.LastSeq, one.LastReadSeq, one.ClearedUpToSeq, one.Muted, one.Unread, one.Messages);

    private static string Text(StoredConversation one) => Text(
        one.Id, one.Title, one.Revision, one.ToConversation().LastSeq, one.LastReadSeq, one.ClearedUpToSeq, one.Muted, one.UnreadCount,
        one.Messages.Select(message => message.Content));

    private static string Text(
        Guid id, string title, long revision, long lastSeq, long lastReadSeq, long clearedUpToSeq, bool muted, long unread, IEnumerable<string> messages) =>
        $"{id} '{title}' at {revision}: {lastSeq} messages, read {lastReadSeq}, cleared {clearedUpToSeq}, muted {muted}, unread {unread}: {string.Join(" | ", messages)}";
}
