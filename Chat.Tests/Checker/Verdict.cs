using Chat.Contracts.Messages;

namespace Chat.Tests.Checker;

/// <summary>Finds every broken promise in what happened.</summary>
internal static class Verdict
{
    public static IReadOnlyList<Violation> Of(Evidence evidence) =>
    [
        .. LostThings.In(evidence), .. DoubledThings.In(evidence), .. Gaps.In(evidence), .. Orders.In(evidence), .. Repeats(evidence),
        .. Knowledge.In(evidence), .. Told(evidence),
    ];

    private static IEnumerable<Violation> Repeats(Evidence evidence) =>
        from sending in evidence.Ledger.Sends.Values
        where sending.Answers.Select(answer => (answer.Id, answer.Seq)).Distinct().Count() > 1
        select new Violation(
            Promise.RepeatsGetTheFirstAnswer,
            $"{sending.Actor}'s message {sending.Request.ClientMessageId} was answered as {string.Join(", ", sending.Answers.Select(Place).Distinct())}.");

    private static IEnumerable<Violation> Told(Evidence evidence)
    {
        foreach (var (conversation, revision) in evidence.Ledger.Told.Revisions)
        {
            if (evidence.Database.Conversations.TryGetValue(conversation, out var row) && revision > row.Revision)
            {
                yield return new(Promise.NothingIsToldBeforeItIsSo, $"Revision {revision} of {conversation} was told, and the database ends at {row.Revision}.");
            }
        }
    }

    private static string Place(Message message) => $"{message.Id} at {message.Seq}";
}
