namespace Chat.Tests.Checker;

/// <summary>One order of each conversation's messages, for everybody; and what one device wrote is in the order it wrote it.</summary>
internal static class Orders
{
    public static IEnumerable<Violation> In(Evidence evidence) =>
        Places(evidence).Concat(Writing(evidence)).Concat(evidence.Ledger.Told.Contradictions).Distinct()
            .Select(sentence => new Violation(Promise.OneOrder, sentence));

    private static IEnumerable<string> Places(Evidence evidence)
    {
        var places = evidence.Database.Messages.SelectMany(one => one).ToLookup(one => (one.ConversationId, one.Seq), one => one.Id);
        var seen =
            from device in evidence.Devices
            from conversation in device.State.Conversations.Values
            from message in conversation.Messages
            select (Key: (conversation.Id, message.Seq), message.Id, Who: device.Name);
        var told = evidence.Ledger.Told.Places.Select(one => (one.Key, Id: one.Value, Who: "some connection"));
        return
            from one in seen.Concat(told)
            where places[one.Key].Any() && !places[one.Key].Contains(one.Id)
            select $"{one.Who} has message {one.Id} at {one.Key}, where another one is.";
    }

    private static IEnumerable<string> Writing(Evidence evidence)
    {
        var byWriter = evidence.Ledger.Sends.Values.Where(one => !one.Answers.IsEmpty).GroupBy(one => (one.Actor, one.Request.ConversationId));
        foreach (var mine in byWriter.Where(one => one.Key.Actor.StartsWith("device", StringComparison.Ordinal)))
        {
            var seqs = mine.OrderBy(one => one.Number).Select(one => one.Answers.First().Seq).ToArray();
            if (!seqs.SequenceEqual(seqs.Order())) { yield return $"What {mine.Key} wrote came as {string.Join(", ", seqs)}."; }
        }
    }
}
