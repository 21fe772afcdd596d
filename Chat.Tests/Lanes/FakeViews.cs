using System.Collections.Concurrent;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Changes;

namespace Chat.Tests.Lanes;

/// <summary>What the database would say of conversations, as a test sets it.</summary>
internal sealed class FakeViews : IConversationViews
{
    private readonly ConcurrentDictionary<Guid, MemberList> _members = [];
    private readonly ConcurrentDictionary<Guid, Message> _messages = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _contactQuestions;

    /// <summary>Makes every question fail, as while the database is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>Done when a question failed.</summary>
    public Task Failed => _failed.Task;

    public int ContactQuestions => _contactQuestions;

    public void Set(Guid conversation, long revision, params Guid[] members) => _members[conversation] = new(members, revision);

    public IReadOnlyList<Guid> MembersOf(Guid conversation) => _members.GetValueOrDefault(conversation)?.AccountIds ?? [];

    public void Store(Message message)
    {
        _messages[message.Id] = message;
        _members[message.ConversationId] = _members[message.ConversationId] with { Revision = message.Revision };
    }

    public void Remove(Guid conversation) => _members.TryRemove(conversation, out _);

    public Task<MemberList?> MembersAsync(Guid conversationId, CancellationToken cancellationToken) =>
        Answer(_members.GetValueOrDefault(conversationId));

    public Task<IReadOnlyDictionary<Guid, Conversation>> ForAsync(
        Guid conversationId, IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken) =>
        Answer<IReadOnlyDictionary<Guid, Conversation>>(accountIds.ToDictionary(id => id, id => View(conversationId, id)));

    public Task<IReadOnlyList<Message>> ChangedSinceAsync(Guid conversationId, long revision, int limit, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Message>>([.. _messages.Values
            .Where(message => message.ConversationId == conversationId && message.Revision > revision)
            .OrderBy(message => message.Revision).Take(limit)]);

    public Task<IReadOnlySet<Guid>> SharingAsync(Guid accountId, IReadOnlyCollection<Guid> others, CancellationToken cancellationToken) =>
        Answer<IReadOnlySet<Guid>>(others.Where(other => Together(int.MaxValue, accountId).Contains(other)).ToHashSet());

    public Task<IReadOnlyList<Guid>> ContactsAsync(Guid accountId, int maxMembers, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _contactQuestions);
        return Answer<IReadOnlyList<Guid>>([.. Together(maxMembers, accountId).Where(id => id != accountId)]);
    }

    private IEnumerable<Guid> Together(int maxMembers, Guid account) => _members.Values
        .Where(list => list.AccountIds.Count <= maxMembers && list.AccountIds.Contains(account)).SelectMany(list => list.AccountIds).Distinct();

    private Conversation View(Guid conversation, Guid account) => new()
    {
        Id = conversation,
        Kind = ConversationKind.Group,
        Title = "tea",
        Participants = [],
        ParticipantCount = _members[conversation].AccountIds.Count,
        UnreadCount = account.ToByteArray()[15],
        LastSeq = 0,
        LastReadSeq = 0,
        Revision = _members[conversation].Revision,
        Muted = false,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private Task<T> Answer<T>(T answer)
    {
        if (!IsAway) { return Task.FromResult(answer); }
        _failed.TrySetResult();
        return Task.FromException<T>(new IOException("The database is away."));
    }
}
