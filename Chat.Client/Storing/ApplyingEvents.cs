using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Client.Storing;

/// <summary>What comes of something told. <c>NeedsSync</c>: something before it was missed, or it cannot be judged alone.</summary>
internal readonly record struct Outcome(ChatState State, bool NeedsSync);

/// <summary>An event is applied at the last revision plus one. An older one is known; a later one shows a hole.</summary>
internal static class ApplyingEvents
{
    extension(ChatState state)
    {
        public Outcome Apply(ChatEvent happened) => happened switch
        {
            OwnEvent own => state.ApplyOwn(own),
            RemovedEvent removed => new(state.Without(removed.Removed), state.Find(removed.Removed) is not null),
            _ => state.Find(happened.ConversationId) is { } stored ? state.ApplyTo(stored, happened) : state.ApplyToUnknown(happened),
        };

        private Outcome ApplyTo(StoredConversation stored, ChatEvent happened)
        {
            if (happened.Revision <= stored.Revision) { return new(state, NeedsSync: false); }
            return happened.Revision == stored.Revision + 1 ? new(state.With(stored.Apply(happened)), NeedsSync: false) : new(state, NeedsSync: true);
        }

        // A conversation that was just made has nothing before it.
        private Outcome ApplyToUnknown(ChatEvent happened) =>
            happened is ConversationEvent { Revision: 1, Conversation: var made }
                ? new(state.With(new StoredConversation(state.UserId, made)), NeedsSync: false)
                : new(state, NeedsSync: true);

        // Of a conversation that is not here: it is on its way, or was hidden and is shown again. The sync brings both.
        private Outcome ApplyOwn(OwnEvent own)
        {
            if (own.Revision <= state.OwnRevision) { return new(state, NeedsSync: false); }
            if (own.Revision > state.OwnRevision + 1 || state.Find(own.ConversationId) is null) { return new(state, NeedsSync: true); }
            return new(state.With(own.Changed.Own) with { OwnRevision = own.Revision }, NeedsSync: false);
        }
    }

    extension(StoredConversation stored)
    {
        private StoredConversation Apply(ChatEvent happened) => happened switch
        {
            MessageEvent { Message: var message } => stored.Apply(message),
            ConversationEvent { Conversation: var record } => stored.Apply(record),
            ReadEvent { Mark: var mark } => stored with { Record = Read(stored, mark) },
            ClearedEvent { Cleared: var cleared } => (stored with
            {
                Record = stored.Record with { Revision = cleared.Revision },
                GoneUpToSeq = Math.Max(stored.GoneUpToSeq, cleared.UpToSeq),
            }).WithoutHidden(),
            _ => throw new ArgumentException($"{happened.GetType().Name} is no change of a conversation.", nameof(happened)),
        };

        private StoredConversation Apply(Message message) => stored.With(message) with
        {
            Record = stored.Record with
            {
                Revision = message.Revision,
                LastSeq = Math.Max(stored.Record.LastSeq, message.Seq),
                UpdatedAt = message.Seq > stored.Record.LastSeq ? message.CreatedAt : stored.Record.UpdatedAt,
            },
        };

        // Own states have an order of their own: what a record says of them may be older than what was told already. What it clears is
        // cleared all the same, since it may stand for a clearing that was missed.
        private StoredConversation Apply(Conversation record) => (stored with
        {
            Record = record with
            {
                Muted = stored.Muted,
                ClearedUpToSeq = Math.Max(record.ClearedUpToSeq, stored.ClearedUpToSeq),
                LastReadSeq = Math.Max(record.LastReadSeq, stored.LastReadSeq),
            },
        }).WithoutHidden();
    }

    private static Conversation Read(StoredConversation stored, ReadMoved mark) => stored.Record with
    {
        Revision = mark.Revision,
        LastReadSeq = mark.UserId == stored.UserId ? Math.Max(stored.LastReadSeq, mark.Seq) : stored.LastReadSeq,
        Participants =
        [
            .. stored.Record.Participants.Select(one =>
                one.User.Id == mark.UserId && one.LastReadSeq < mark.Seq ? one with { LastReadSeq = mark.Seq } : one),
        ],
    };
}
