namespace Chat.Tests.Checker;

/// <summary>What was acknowledged and is not there.</summary>
internal static class LostThings
{
    public static IEnumerable<Violation> In(Evidence evidence) =>
        Messages(evidence).Concat(Changes(evidence)).Concat(Marks(evidence)).Select(sentence => new Violation(Promise.NothingAcknowledgedIsLost, sentence));

    private static IEnumerable<string> Messages(Evidence evidence)
    {
        foreach (var sending in evidence.Ledger.Sends.Values)
        {
            if (!sending.Answers.TryPeek(out var answer) || IsGone(evidence, answer.ConversationId)) { continue; }
            var row = evidence.Database.Messages[answer.ConversationId].FirstOrDefault(one => one.Id == answer.Id);
            if (row is null) { yield return $"{sending.Actor}'s message {answer.Id} at {answer.Seq} is gone."; }
            else if (row.Seq != answer.Seq) { yield return $"Message {answer.Id} was acknowledged at {answer.Seq} and is at {row.Seq}."; }
            else if (row.Revision == answer.Revision && row.Content != answer.Content) { yield return $"Message {answer.Id} is another text."; }
        }
    }

    private static IEnumerable<string> Changes(Evidence evidence)
    {
        foreach (var (kind, _, answer) in evidence.Ledger.Changes)
        {
            if (IsGone(evidence, answer.ConversationId)) { continue; }
            var row = evidence.Database.Messages[answer.ConversationId].FirstOrDefault(one => one.Id == answer.Id);
            if (row is null || row.Revision < answer.Revision) { yield return $"The {kind} of message {answer.Id} at revision {answer.Revision} is gone."; }
            else if (answer.DeletedAt is not null && !row.IsDeleted) { yield return $"Message {answer.Id} was deleted and is back."; }
            else if (row.Revision == answer.Revision && row.Content != answer.Content) { yield return $"The {kind} of message {answer.Id} became another text."; }
        }
    }

    private static IEnumerable<string> Marks(Evidence evidence)
    {
        foreach (var member in evidence.Database.Members)
        {
            var key = (member.AccountId, member.ConversationId);
            if (evidence.Ledger.Reads.TryGetValue(key, out var read) && read > member.LastReadSeq)
            {
                yield return $"{key} read up to {read}, and the mark is at {member.LastReadSeq}.";
            }

            if (evidence.Ledger.Departures.ContainsKey(key)) { continue; }
            if (evidence.Ledger.Clearings.TryGetValue(key, out var cleared) && cleared > member.ClearedUpToSeq)
            {
                yield return $"{key} cleared up to {cleared}, and it is {member.ClearedUpToSeq}.";
            }

            if (evidence.Ledger.Mutings.TryGetValue(key, out var muted) && muted != member.Muted)
            {
                yield return $"{key} was muted last: {muted}, and is: {member.Muted}.";
            }
        }
    }

    private static bool IsGone(Evidence evidence, Guid conversationId) => evidence.Ledger.DeletedConversations.ContainsKey(conversationId);
}
