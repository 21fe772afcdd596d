using Chat.Contracts.Conversations;
using Chat.Core.Log;
using Chat.Data.Conversations;
using Chat.Data.Naming;
using Npgsql;

namespace Chat.Data.Log;

internal static class MemberWrites
{
    public static void Insert(NpgsqlBatch batch, MemberState[] joined)
    {
        if (joined is []) { return; }
        batch.Add(LogSql.InsertMembers)
            .Keys(joined)
            .With<DateTime[]>([.. joined.Select(one => one.JoinedAt.UtcDateTime)])
            .Values(joined);
        batch.Add(LogSql.InsertOwnCounters).With<Guid[]>([.. joined.Select(one => one.AccountId).Distinct()]);
    }

    public static void Count(NpgsqlBatch batch, List<MemberState> wrote)
    {
        if (wrote is []) { return; }
        batch.Add(LogSql.CountOwnMessages)
            .With<Guid[]>([.. wrote.Select(one => one.ConversationId)])
            .With<Guid[]>([.. wrote.Select(one => one.AccountId)])
            .With<long[]>([.. wrote.Select(one => one.OwnSent)]);
    }

    public static void Update(NpgsqlBatch batch, MemberState[] changed)
    {
        if (changed is not []) { batch.Add(LogSql.UpdateMembers).Keys(changed).Values(changed); }
    }

    public static void Delete(NpgsqlBatch batch, MemberState[] left)
    {
        if (left is []) { return; }
        batch.Add(LogSql.DeleteMembers)
            .With<Guid[]>([.. left.Select(one => one.ConversationId)])
            .With<Guid[]>([.. left.Select(one => one.AccountId)]);
    }

    extension(NpgsqlBatchCommand command)
    {
        private NpgsqlBatchCommand Keys(MemberState[] members) => command
            .With<Guid[]>([.. members.Select(one => one.ConversationId)])
            .With<Guid[]>([.. members.Select(one => one.AccountId)])
            .With<string[]>([.. members.Select(one => EnumWords<ParticipantRole>.Of(one.Role))]);

        private void Values(MemberState[] members) => command
            .With<long[]>([.. members.Select(one => one.LastReadSeq)])
            .With<long[]>([.. members.Select(one => one.ClearedUpToSeq)])
            .With<long[]>([.. members.Select(one => one.OwnSent)])
            .With<bool[]>([.. members.Select(one => one.Muted)])
            .With<bool[]>([.. members.Select(one => one.Hidden)])
            .With<long[]>([.. members.Select(one => one.OwnRevision)]);
    }
}
