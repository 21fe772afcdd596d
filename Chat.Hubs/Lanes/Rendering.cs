using Chat.Core.Changes;
using Chat.Hubs.Presence;

namespace Chat.Hubs.Lanes;

/// <summary>A change as the events that clients see.</summary>
internal sealed class Rendering(IConversationViews views, FanOut fanOut, TypingBoard typing)
{
    public async ValueTask TellAsync(ConversationAudience known, ConversationChange change, CancellationToken cancellationToken)
    {
        switch (change)
        {
            case MessageAdded added:
                known.LastSeq = Math.Max(known.LastSeq, added.Message.Seq);
                fanOut.Send(known.Members, LaneEvents.MessageReceived(added.Message));
                typing.Wrote(added.Message.ConversationId, added.Message.SenderId);
                break;
            case MessageChanged changed:
                fanOut.Send(known.Members, LaneEvents.MessageUpdated(changed.Message));
                break;
            case ReadMarkMoved read:
                fanOut.Send(known.Members, LaneEvents.ReadMoved(read.Mark));
                break;
            case HistoryEmptied emptied:
                fanOut.Send(known.Members, LaneEvents.HistoryCleared(emptied.Cleared));
                break;
            case ConversationChanged changed:
                known.Change(changed);
                if (changed.Removed.Count > 0) { fanOut.Send([.. changed.Removed], LaneEvents.ConversationRemoved(changed.ConversationId)); }
                await TellOfConversationAsync(changed.ConversationId, changed.Revision, known, cancellationToken);
                break;
        }
    }

    /// <summary>
    /// Everybody sees it with their own unread count. The event carries the revision that was asked for: what is in it may be
    /// newer, and the changes that made it so come after it.
    /// </summary>
    public async ValueTask TellOfConversationAsync(
        Guid conversationId, long revision, ConversationAudience known, CancellationToken cancellationToken)
    {
        var here = fanOut.Here(known.Members);
        if (here.Length is 0) { return; }
        foreach (var (account, view) in await views.ForAsync(conversationId, here, cancellationToken))
        {
            fanOut.Send(account, LaneEvents.ConversationUpdated(view with { Revision = revision }));
        }
    }
}
