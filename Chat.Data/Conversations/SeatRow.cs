using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Log;
using Chat.Data.Naming;
using Npgsql;

namespace Chat.Data.Conversations;

/// <summary>A conversation and one member's place in it.</summary>
internal sealed record SeatRow(
    Guid Id, ConversationKind Kind, string Title, int MemberCount, long LastSeq, long Revision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    ParticipantRole Role, DateTimeOffset JoinedAt, long LastReadSeq, long ClearedUpToSeq, long OwnSent, bool Muted, User User)
{
    /// <summary>The columns of <see cref="SeenConversations.Seats"/>.</summary>
    public static SeatRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), EnumWords<ConversationKind>.Read(row.GetString(1)), row.GetString(2), row.GetInt32(3), row.GetInt64(4), row.GetInt64(5),
        row.GetMoment(6), row.GetMoment(7), EnumWords<ParticipantRole>.Read(row.GetString(8)), row.GetMoment(9), row.GetInt64(10),
        row.GetInt64(11), row.GetInt64(12), row.GetBoolean(13), UserRows.Read(row, 14));

    public Conversation ToConversation(IReadOnlyList<Participant> first, Message? last) => new()
    {
        Id = Id,
        Kind = Kind,
        Title = Kind is ConversationKind.Private ? OtherName(first) : Title,
        Participants = [.. WithMe(first).Select(Shown)],
        ParticipantCount = MemberCount,
        LastMessage = LastSeq > ClearedUpToSeq ? last : null,
        UnreadCount = LastSeq - Math.Max(LastReadSeq, ClearedUpToSeq) - OwnSent,
        LastSeq = LastSeq,
        LastReadSeq = LastReadSeq,
        ClearedUpToSeq = ClearedUpToSeq,
        Revision = Revision,
        Muted = Muted,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };

    private string OtherName(IReadOnlyList<Participant> first) =>
        first.FirstOrDefault(one => one.User.Id != User.Id)?.User.DisplayName ?? Title;

    private IEnumerable<Participant> WithMe(IReadOnlyList<Participant> first) =>
        first.Where(one => one.User.Id != User.Id)
            .Prepend(new() { User = User, Role = Role, JoinedAt = JoinedAt, LastReadSeq = LastReadSeq })
            .Take(SeenConversations.MaxParticipants);

    private Participant Shown(Participant participant) =>
        MemberCount > ConversationState.MaxReceipts ? participant with { LastReadSeq = 0 } : participant;
}
