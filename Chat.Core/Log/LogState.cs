using System.Runtime.InteropServices;
using Chat.Contracts.Messages;
using Chat.Core.Changes;

namespace Chat.Core.Log;

/// <summary>What a batch reads under its locks and, operation by operation, makes of it.</summary>
/// <param name="now">In whole milliseconds: what is answered now equals what is read later.</param>
/// <param name="hasLooked">Whether it was asked for what the senders may have sent before.</param>
public sealed class LogState(DateTimeOffset now, bool hasLooked = true)
{
    private readonly Dictionary<Guid, ConversationState> _conversations = [];
    private readonly Dictionary<string, ConversationState> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Message> _messages = [];
    private readonly Dictionary<(Guid, string), Message> _sent = [];
    private readonly Dictionary<(Guid, Guid, long), FoundAnswer> _answers = [];
    private readonly Dictionary<Guid, long> _ownCounters = [];
    private readonly HashSet<Guid> _changedMessages = [];
    private readonly HashSet<Guid> _changedCounters = [];
    private readonly List<Change> _changes = [];

    public DateTimeOffset Now { get; } = now;

    public IReadOnlyList<Change> Changes => _changes;

    public IEnumerable<ConversationState> Conversations => _conversations.Values;

    public IEnumerable<Message> ChangedMessages => _changedMessages.Select(id => _messages[id]);

    public IEnumerable<(Guid AccountId, long Revision)> ChangedCounters => _changedCounters.Select(id => (id, _ownCounters[id]));

    public ConversationState? Conversation(Guid id) => _conversations.GetValueOrDefault(id) is { IsDeleted: false } found ? found : null;

    public ConversationState? Conversation(string pair) => _pairs.GetValueOrDefault(pair);

    /// <summary>The conversation, as long as the account is in it: to a stranger it does not exist.</summary>
    public (ConversationState Conversation, MemberState Member)? Seat(Guid conversationId, Guid accountId) =>
        Conversation(conversationId) is { } found && found.Member(accountId) is { } member ? (found, member) : null;

    public Message? Message(Guid id) => _messages.GetValueOrDefault(id);

    /// <summary>Somebody must not be refused what may have been done already: the batch is decided again, and looks first.</summary>
    public bool MustLook { get; private set; }

    public void LookFirst() => MustLook = !hasLooked;

    public Message? Sent(Guid senderId, string clientMessageId) => _sent.GetValueOrDefault((senderId, clientMessageId));

    /// <summary>Somebody else's first message after a seq, on disk or in this batch.</summary>
    public FoundAnswer? Answer(ConversationState conversation, Guid accountId, long seq)
    {
        if (_answers.GetValueOrDefault((conversation.Id, accountId, seq)) is { } onDisk) { return onDisk; }
        var added = conversation.Added.FirstOrDefault(message => message.SenderId != accountId && message.Seq > seq && message.IsAnswer());
        return added is null ? null : new(added.Sender!.DisplayName, added.CreatedAt);
    }

    public void Tell(Change change) => _changes.Add(change);

    /// <summary>For a repeat, which may be of something that nobody was told of; whoever was told before sees nothing new.</summary>
    public void TellAgain(Operation operation, Change change)
    {
        if (operation.IsRepeat) { _changes.Add(change); }
    }

    /// <summary>The next message of the conversation; the draft's seq, revision and time are given here.</summary>
    public Message Add(ConversationState conversation, Message draft)
    {
        var message = draft with { Seq = ++conversation.LastSeq, Revision = conversation.Change(), CreatedAt = Now };
        conversation.UpdatedAt = Now;
        conversation.ShowAgain();
        conversation.Added.Add(message);
        conversation.Member(message.SenderId)?.Write();
        Load(message);
        Tell(new MessageAdded(message));
        return message;
    }

    /// <summary>A message of this conversation in its new form.</summary>
    public Message Replace(ConversationState conversation, Message changed)
    {
        var message = changed with { Revision = conversation.Change() };
        var added = CollectionsMarshal.AsSpan(conversation.Added);
        var at = conversation.Added.FindIndex(one => one.Id == message.Id);
        if (at >= 0) { added[at] = message; } else { _changedMessages.Add(message.Id); }
        Load(message);
        Tell(new MessageChanged(message));
        return message;
    }

    /// <summary>A change that concerns the member alone: their own counter rises, the conversation's revision does not.</summary>
    public void ChangeOwn(MemberState member)
    {
        ref var counter = ref CollectionsMarshal.GetValueRefOrNullRef(_ownCounters, member.AccountId);
        member.OwnRevision = ++counter;
        member.Touch();
        _changedCounters.Add(member.AccountId);
        Tell(Own(member));
    }

    public static OwnChanged Own(MemberState member) =>
        new(member.AccountId, new() { Own = member.ToOwnState(), OwnRevision = member.OwnRevision }, member.Hidden);

    public void Load(ConversationState conversation)
    {
        _conversations[conversation.Id] = conversation;
        if (conversation.Pair is { } pair) { _pairs[pair] = conversation; }
    }

    public void Load(Message message)
    {
        _messages[message.Id] = message;
        if (message.ClientMessageId is { } clientId) { _sent[(message.SenderId, clientId)] = message; }
    }

    public void Load(Guid conversationId, Guid accountId, long seq, FoundAnswer answer) => _answers[(conversationId, accountId, seq)] = answer;

    public void LoadOwnCounter(Guid accountId, long revision) => _ownCounters[accountId] = revision;
}

/// <summary>Who answered, and when.</summary>
public sealed record FoundAnswer(string DisplayName, DateTimeOffset At);

internal static class Answers
{
    extension(Message message)
    {
        public bool IsAnswer() => message.Role is MessageRole.User or MessageRole.Assistant;
    }
}
