using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Client.Storing;

/// <summary>A conversation as this device has it. It never changes; a changed one is another.</summary>
public sealed record StoredConversation
{
    internal StoredConversation(Guid userId, Conversation record) => (UserId, Record) = (userId, record);

    public MessageHistory Messages { get; internal init; } = MessageHistory.Empty;

    public Guid Id => Record.Id;

    public string Title => Record.Title;

    /// <summary>All that happened up to it is in here.</summary>
    public long Revision => Record.Revision;

    public long LastReadSeq => Record.LastReadSeq;

    public bool Muted => Record.Muted;

    public long ClearedUpToSeq => Record.ClearedUpToSeq;

    /// <summary>Others' messages that are neither read nor cleared.</summary>
    public long UnreadCount => Messages.After(Math.Max(LastReadSeq, ClearedUpToSeq)).LongCount(message => message.SenderId != UserId);

    internal Guid UserId { get; }

    /// <summary>As the server told it last; its last message and unread count are of that moment, and those of here are above.</summary>
    internal Conversation Record { get; init; }

    /// <summary>Up to here the messages themselves are gone, for everybody.</summary>
    internal long GoneUpToSeq { get; init; }

    private long HiddenUpToSeq => Math.Max(ClearedUpToSeq, GoneUpToSeq);

    /// <summary>The record of the contract, with what this device counts itself.</summary>
    public Conversation ToConversation() => Record with { LastMessage = Messages.Last, UnreadCount = UnreadCount };

    internal StoredConversation With(params IEnumerable<Message> messages) => this with
    {
        Messages = Messages.With(messages.Where(message => message.Seq > HiddenUpToSeq)),
    };

    internal StoredConversation With(OwnState own) => (this with
    {
        Record = Record with { Muted = own.Muted, ClearedUpToSeq = own.ClearedUpToSeq, LastReadSeq = Math.Max(LastReadSeq, own.LastReadSeq) },
    }).WithoutHidden();

    internal StoredConversation WithoutHidden() => this with { Messages = Messages.WithoutUpTo(HiddenUpToSeq) };
}
