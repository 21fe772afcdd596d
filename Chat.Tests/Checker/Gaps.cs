namespace Chat.Tests.Checker;

/// <summary>Seq and revision go 1, 2, 3 … in each conversation, and each stands for one thing.</summary>
internal static class Gaps
{
    public static IEnumerable<Violation> In(Evidence evidence) =>
        evidence.Database.Conversations.Values.SelectMany(one => Sentences(evidence, one)).Concat(OwnCounters(evidence))
            .Select(sentence => new Violation(Promise.NoGaps, sentence));

    private static IEnumerable<string> Sentences(Evidence evidence, ConversationRow conversation)
    {
        var messages = evidence.Database.Messages[conversation.Id].ToArray();
        for (var at = 0; at < messages.Length; at++)
        {
            if (messages[at].Seq != at + 1) { yield return $"Message {at + 1} of {conversation.Id} has seq {messages[at].Seq}."; }
        }

        if (conversation.LastSeq != messages.Length) { yield return $"{conversation.Id} ends at seq {conversation.LastSeq} and has {messages.Length} messages."; }
        if (messages.Any(one => one.Revision > conversation.Revision)) { yield return $"A message of {conversation.Id} is newer than revision {conversation.Revision}."; }
        foreach (var twice in messages.GroupBy(one => one.Revision).Where(same => same.Count() > 1))
        {
            yield return $"Revision {twice.Key} of {conversation.Id} is that of {twice.Count()} messages.";
        }

        foreach (var twice in Acknowledged(evidence, conversation.Id).GroupBy(one => one.Revision).Where(same => same.Distinct().Count() > 1))
        {
            yield return $"Revision {twice.Key} of {conversation.Id} was acknowledged for {string.Join(" and ", twice.Distinct())}.";
        }

        // The conversation's making was the first; reading and renaming leave no message, so there may be more.
        var least = 1 + Acknowledged(evidence, conversation.Id).Select(one => one.Revision).Concat(messages.Select(one => one.Revision)).Distinct().Count();
        if (conversation.Revision < least) { yield return $"{conversation.Id} is at revision {conversation.Revision} after {least} changes."; }
    }

    private static IEnumerable<(long Revision, Guid MessageId)> Acknowledged(Evidence evidence, Guid conversationId) =>
        evidence.Ledger.Sends.Values.SelectMany(one => one.Answers).Concat(evidence.Ledger.Changes.Select(one => one.Answer))
            .Where(answer => answer.ConversationId == conversationId).Select(answer => (answer.Revision, answer.Id));

    private static IEnumerable<string> OwnCounters(Evidence evidence)
    {
        foreach (var mine in evidence.Database.Members.Where(one => one.OwnRevision > 0).GroupBy(one => one.AccountId))
        {
            if (mine.Max(one => one.OwnRevision) > evidence.Database.OwnCounters.GetValueOrDefault(mine.Key)) { yield return $"{mine.Key}'s own states are newer than their counter."; }
            if (mine.Select(one => one.OwnRevision).Distinct().Count() != mine.Count()) { yield return $"Two own states of {mine.Key} have one revision."; }
        }
    }
}
