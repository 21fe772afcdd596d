using Chat.Contracts.Messages;
using Chat.Core.Changes;

namespace Chat.Hubs.Lanes;

/// <summary>
/// Where word of changes was missed, the database says what is. Messages that follow without a hole are told one by one; where
/// some revision left no message behind (a read mark, a second edit), members get the last change, or the conversation as it stands
/// after it, see the hole in its revision, and sync.
/// </summary>
internal sealed class CatchUp(IConversationViews views, Audience audience, FanOut fanOut, Rendering rendering, LaneMetrics metrics)
{
    // More than that a client fetches faster by itself.
    private const int MaxMessages = 200;

    public async ValueTask RunAsync(Guid conversationId, ConversationAudience known, CancellationToken cancellationToken)
    {
        metrics.Hole();
        var before = known.Members;
        if (await views.MembersAsync(conversationId, cancellationToken) is not { } list)
        {
            fanOut.Send(before, LaneEvents.ConversationRemoved(conversationId));
            audience.Forget(conversationId);
            return;
        }

        Guid[] now = [.. list.AccountIds];
        known.Replace(now, list.Revision);
        fanOut.Send([.. before.Except(now)], LaneEvents.ConversationRemoved(conversationId));
        if (known.Last < list.Revision && fanOut.IsAnyHere(now)) { await TellAsync(conversationId, list.Revision, known, cancellationToken); }
        known.Last = Math.Max(known.Last, list.Revision);
    }

    private async ValueTask TellAsync(Guid conversationId, long revision, ConversationAudience known, CancellationToken cancellationToken)
    {
        await TellMessagesAsync(conversationId, known.Last, known, cancellationToken);
        if (known.Last >= revision) { return; }

        // Whoever fetched all before the last change by themselves takes this for it: it must not be told as another one.
        await TellMessagesAsync(conversationId, revision - 1, known, cancellationToken);
        if (known.Last < revision) { await rendering.TellOfConversationAsync(conversationId, revision, known, cancellationToken); }
    }

    private async ValueTask TellMessagesAsync(Guid conversationId, long after, ConversationAudience known, CancellationToken cancellationToken)
    {
        foreach (var message in await views.ChangedSinceAsync(conversationId, after, MaxMessages, cancellationToken))
        {
            if (message.Revision != after + 1) { return; }
            fanOut.Send(known.Members, IsNew(message, known) ? LaneEvents.MessageReceived(message) : LaneEvents.MessageUpdated(message));
            known.Last = after = message.Revision;
            known.LastSeq = Math.Max(known.LastSeq, message.Seq);
        }
    }

    /// <summary>Clients know a message by its id: that an old one is called new, or the other way round, harms nothing.</summary>
    private static bool IsNew(Message message, ConversationAudience known) =>
        message.Seq > known.LastSeq && message is { EditedAt: null, DeletedAt: null, Reactions.Count: 0 };
}
