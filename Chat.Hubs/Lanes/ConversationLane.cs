using Chat.Core.Changes;
using Chat.Hubs.Connections;

namespace Chat.Hubs.Lanes;

/// <summary>
/// Tells this node's devices of changes, each conversation's in the order of its revisions. What came already is passed over;
/// where one is missing, the conversation is read from the database.
/// </summary>
internal sealed class ConversationLane(
    Audience audience, CatchUp catchUp, FanOut fanOut, Devices devices, Rendering rendering)
{
    public async ValueTask TellAsync(Ring ring, CancellationToken cancellationToken)
    {
        switch (ring.Change)
        {
            case OwnChanged own: Own(own); return;
            case ConversationDeleted deleted: Deleted(deleted); return;
        }

        var known = audience.Find(ring.Subject);
        if (known is null && devices.Accounts is 0) { return; }
        known ??= await BeginAsync(ring, cancellationToken);

        // Deleted meanwhile, which is a change of its own.
        if (known is null) { return; }
        known.BeginAt(ring.Revision);
        if (ring.Revision <= known.Last) { return; }
        if (ring.Change is ConversationChange change && ring.Revision == known.Last + 1)
        {
            await rendering.TellAsync(known, change, cancellationToken);

            // Only now: what failed half-way is a hole, and read from the database.
            known.Last = ring.Revision;
            return;
        }

        await catchUp.RunAsync(ring.Subject, known, cancellationToken);
    }

    private async ValueTask<ConversationAudience?> BeginAsync(Ring ring, CancellationToken cancellationToken) =>
        ring.Change is ConversationChanged { Revision: 1 } made
            ? audience.Begin(made)
            : await audience.BeginAtAsync(ring.Subject, ring.Revision, cancellationToken);

    private void Own(OwnChanged own)
    {
        if (!devices.IsHere(own.AccountId)) { return; }
        fanOut.Send(own.AccountId, LaneEvents.OwnStateChanged(own.State));
        if (own.Hidden) { fanOut.Send(own.AccountId, LaneEvents.ConversationRemoved(own.State.Own.ConversationId)); }
    }

    private void Deleted(ConversationDeleted deleted)
    {
        Guid[] members = [.. (audience.Find(deleted.ConversationId)?.Members ?? []).Union(deleted.Members)];
        fanOut.Send(members, LaneEvents.ConversationRemoved(deleted.ConversationId));
        audience.Forget(deleted.ConversationId);
    }
}
