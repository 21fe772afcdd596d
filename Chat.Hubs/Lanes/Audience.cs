using System.Collections.Concurrent;
using Chat.Core.Changes;
using Chat.Core.Presence;

namespace Chat.Hubs.Lanes;

/// <summary>
/// The members of the conversations that are busy on this node. Read from the database at first need, then kept up to date by
/// the changes themselves; the least recently used ones are forgotten.
/// </summary>
internal sealed class Audience(IConversationViews views, TimeProvider clock) : IConversationMembers
{
    // An id is 16 bytes, a conversation some 300 besides: about 40 MB at most.
    private const int MaxConversations = 20_000;
    private const int MaxIds = 2_000_000;

    private readonly ConcurrentDictionary<Guid, ConversationAudience> _known = [];
    private int _ids;

    public ICollection<Guid> Known => _known.Keys;

    public ConversationAudience? Find(Guid conversationId)
    {
        if (!_known.TryGetValue(conversationId, out var found)) { return null; }
        found.Use(clock.GetTimestamp());
        return found;
    }

    /// <summary>For a change that comes next: what was told before it is not known, so it is taken as it is.</summary>
    public async ValueTask<ConversationAudience?> BeginAtAsync(Guid conversationId, long revision, CancellationToken cancellationToken)
    {
        if (await views.MembersAsync(conversationId, cancellationToken) is not { } list) { return null; }
        return Keep(conversationId, new([.. list.AccountIds], list.Revision, revision - 1));
    }

    /// <summary>A conversation that was just made: who was added is all there is.</summary>
    public ConversationAudience Begin(ConversationChanged made) => Keep(made.ConversationId, new([.. made.Added], made.Revision, made.Revision - 1));

    public void Forget(Guid conversationId)
    {
        if (_known.TryRemove(conversationId, out var forgotten)) { Interlocked.Add(ref _ids, -forgotten.Members.Length); }
    }

    public async ValueTask<IReadOnlyList<Guid>?> MembersAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        if (Find(conversationId) is { } known) { return known.Members; }
        if (await views.MembersAsync(conversationId, cancellationToken) is not { } list) { return null; }

        // Somebody else's is newer or as new. What was committed by now is told by its shard, which may be behind.
        var mine = new ConversationAudience([.. list.AccountIds], list.Revision, ConversationAudience.NothingTold);
        mine.Use(clock.GetTimestamp());
        var kept = _known.GetOrAdd(conversationId, mine);
        if (kept == mine) { Interlocked.Add(ref _ids, mine.Members.Length); }
        return kept.Members;
    }

    private ConversationAudience Keep(Guid conversationId, ConversationAudience audience)
    {
        if (_known.Count >= MaxConversations || Volatile.Read(ref _ids) >= MaxIds) { ForgetOldest(); }
        audience.Use(clock.GetTimestamp());
        _known[conversationId] = audience;
        Interlocked.Add(ref _ids, audience.Members.Length);
        return audience;
    }

    private void ForgetOldest()
    {
        var oldest = _known.OrderBy(one => one.Value.UsedAt).Take((_known.Count / 4) + 1).Select(one => one.Key).ToArray();
        foreach (var conversation in oldest) { Forget(conversation); }

        Interlocked.Exchange(ref _ids, _known.Sum(one => one.Value.Members.Length));
    }
}
