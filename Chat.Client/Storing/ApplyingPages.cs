using Chat.Contracts.Sync;

namespace Chat.Client.Storing;

/// <summary>
/// A page of <c>Sync</c> replaces what is known of its conversations. Nothing else may have been applied since the page was
/// asked for.
/// </summary>
internal static class ApplyingPages
{
    extension(ChatState state)
    {
        public Outcome Apply(SyncPage page)
        {
            var (after, needsSync) = (state, false);
            foreach (var synced in page.Conversations)
            {
                (after, var again) = after.Apply(synced);
                needsSync |= again;
            }

            after = page.Removed.Aggregate(after, (one, removed) => one.Without(removed));
            after = page.Own.Aggregate(after, (one, own) => one.With(own));
            return new(after with { OwnRevision = page.OwnRevision }, needsSync);
        }

        private Outcome Apply(SyncedConversation synced)
        {
            var record = synced.Conversation;
            var stored = state.Find(record.Id);

            // Removed and let in again while nobody told this device: what it once cleared is there again, and comes whole when it is
            // asked for as unknown.
            if (stored?.ClearedUpToSeq > record.ClearedUpToSeq) { return new(state.Without(record.Id), NeedsSync: true); }

            // The server was set back to a backup: what it does not know any more did not happen.
            if (stored?.Revision > record.Revision) { stored = null; }

            var kept = stored is null ? new(state.UserId, record) : (stored with { Record = record }).WithoutHidden();
            return new(state.With(kept.With(synced.Messages)), NeedsSync: false);
        }
    }
}
