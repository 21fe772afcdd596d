namespace Chat.Tests.Checker;

/// <summary>What is there twice, or that nobody wrote.</summary>
internal static class DoubledThings
{
    public static IEnumerable<Violation> In(Evidence evidence) =>
        Sentences(evidence).Select(sentence => new Violation(Promise.NothingIsTwice, sentence));

    private static IEnumerable<string> Sentences(Evidence evidence)
    {
        var all = evidence.Database.Messages.SelectMany(conversation => conversation).ToArray();
        foreach (var twice in all.GroupBy(one => (one.SenderId, one.ClientMessageId)).Where(same => same.Count() > 1))
        {
            yield return $"{twice.Key} is there {twice.Count()} times.";
        }

        // No two texts that actors write are the same.
        foreach (var twice in all.Where(one => !one.IsDeleted).GroupBy(one => one.Content, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            yield return $"'{twice.Key}' is there {twice.Count()} times.";
        }

        foreach (var stranger in all.Where(one => !evidence.Ledger.Sends.ContainsKey((one.SenderId, one.ClientMessageId ?? ""))))
        {
            yield return $"Nobody wrote message {stranger.Id} at {stranger.Seq}.";
        }
    }
}
