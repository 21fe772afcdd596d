using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

internal sealed class MakingGroup(
    Guid id, string title, Guid ownerId, IReadOnlyList<Guid> others, ConversationKind kind = ConversationKind.Group) : Operation<Guid>
{
    public override int Lane => id.GetHashCode();

    public override void Read(LogReads reads) => reads.Conversations.Add(id);

    protected override Result<Guid> Apply(LogState state)
    {
        IReadOnlyList<Guid> everybody = [ownerId, .. others];
        if (state.Conversation(id) is { } made)
        {
            state.TellAgain(this, new ConversationChanged(id, made.Revision, everybody, []));
            return id;
        }

        var group = Founding.Conversation(id, kind, title, pair: null, everybody.Count, state.Now);
        foreach (var member in everybody) { Founding.Seat(group, member, member == ownerId ? ParticipantRole.Owner : ParticipantRole.Member, state.Now); }

        state.Load(group);
        state.Tell(new ConversationChanged(id, group.Change(), everybody, []));
        return id;
    }
}

/// <summary>Two who open it at once, on whichever nodes, find the same one: the pair is unique in the database.</summary>
internal sealed class MakingPrivate(Guid id, Guid callerId, Guid otherId) : Operation<Guid>
{
    private readonly string _pair = Pair.Of(callerId, otherId);

    public override int Lane => string.GetHashCode(_pair, StringComparison.Ordinal);

    public override void Read(LogReads reads) => reads.Pairs.Add(_pair);

    protected override Result<Guid> Apply(LogState state)
    {
        if (state.Conversation(_pair) is { } made)
        {
            state.TellAgain(this, new ConversationChanged(made.Id, made.Revision, [callerId, otherId], []));
            return made.Id;
        }

        var conversation = Founding.Conversation(id, ConversationKind.Private, title: "", _pair, members: 2, state.Now);
        Founding.Seat(conversation, callerId, ParticipantRole.Member, state.Now);
        Founding.Seat(conversation, otherId, ParticipantRole.Member, state.Now);
        state.Load(conversation);
        state.Tell(new ConversationChanged(id, conversation.Change(), [callerId, otherId], []));
        return id;
    }
}

/// <summary>Opens a private conversation that the caller may have deleted; what was before stays cleared.</summary>
internal sealed class ShowingAgain(Guid conversationId, Guid callerId) : Operation<Guid>
{
    public override int Lane => conversationId.GetHashCode();

    public override void Read(LogReads reads)
    {
        reads.Member(conversationId, callerId);
        reads.OwnCounters.Add((conversationId, callerId));
    }

    protected override Result<Guid> Apply(LogState state)
    {
        if (state.Seat(conversationId, callerId) is not var (conversation, member)) { return ConversationRefusals.NoConversation; }
        if (!member.Hidden)
        {
            state.TellAgain(this, LogState.Own(member));
            return conversationId;
        }

        member.Hidden = false;
        conversation.HiddenCount--;
        conversation.Touch();
        state.ChangeOwn(member);
        return conversationId;
    }
}

internal static class Founding
{
    public static ConversationState Conversation(
        Guid id, ConversationKind kind, string title, string? pair, int members, DateTimeOffset now) => new()
        {
            Id = id,
            Kind = kind,
            Title = title,
            Pair = pair,
            MemberCount = members,
            MembersBefore = members,
            CreatedAt = now,
            UpdatedAt = now,
            IsNew = true,
        };

    /// <summary>Whoever joins has read what was said before.</summary>
    public static void Seat(ConversationState conversation, Guid accountId, ParticipantRole role, DateTimeOffset now, User? user = null) =>
        conversation.Members[accountId] = new()
        {
            ConversationId = conversation.Id,
            AccountId = accountId,
            User = user,
            Role = role,
            JoinedAt = now,
            LastReadSeq = conversation.LastSeq,
            Change = MemberChange.Joined,
        };
}
