using Chat.Core.Log;
using Chat.Data.Conversations;
using Chat.Data.Naming;
using Npgsql;

namespace Chat.Data.Log;

/// <summary>Writes what a batch decided and commits it, in one round trip.</summary>
internal sealed class LogWrite : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;

    public LogWrite(NpgsqlConnection connection, LogState state)
    {
        _batch = new(connection) { Timeout = Lane.CommandSeconds };
        ConversationState[] touched = [.. state.Conversations];
        WriteConversations(touched);
        WriteEmptied([.. touched.Where(one => one.EmptiedUpToSeq > 0)]);
        MessageWrites.Add(_batch, [.. touched.SelectMany(one => one.Added)], [.. state.ChangedMessages]);
        WriteMembers(touched);
        WriteOwnCounters([.. state.ChangedCounters]);
        _batch.Add("COMMIT");
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _batch.PrepareAsync(cancellationToken);
        await _batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    private void WriteConversations(ConversationState[] touched)
    {
        Insert([.. touched.Where(one => one.IsNew)]);
        var changed = Array.FindAll(touched, one => one is { IsNew: false, IsChanged: true });
        Count(Array.FindAll(changed, one => !one.IsRearranged));
        Update(Array.FindAll(changed, one => one.IsRearranged));

        Guid[] deleted = [.. touched.Where(one => one.IsDeleted).Select(one => one.Id)];
        if (deleted is []) { return; }
        _batch.Add(LogSql.DeleteConversations).With(deleted).With(touched.First(one => one.IsDeleted).UpdatedAt.UtcDateTime);
        _batch.Add(LogSql.DeleteAllMembers).With(deleted);
    }

    private void WriteEmptied(ConversationState[] emptied)
    {
        if (emptied is []) { return; }
        foreach (var sql in (string[])[LogSql.EmptyAttachments, LogSql.EmptyWordMarks, LogSql.EmptyWords, LogSql.EmptyMessages])
        {
            _batch.Add(sql).With<Guid[]>([.. emptied.Select(one => one.Id)]).With<long[]>([.. emptied.Select(one => one.EmptiedUpToSeq)]);
        }
    }

    private void Insert(ConversationState[] made)
    {
        if (made is []) { return; }
        _batch.Add(LogSql.InsertConversations)
            .With<Guid[]>([.. made.Select(one => one.Id)])
            .With<string[]>([.. made.Select(one => EnumWords<Contracts.Conversations.ConversationKind>.Of(one.Kind))])
            .With<string[]>([.. made.Select(one => one.Title)])
            .With<string?[]>([.. made.Select(one => one.Pair)])
            .With<int[]>([.. made.Select(one => one.MemberCount)])
            .With<int[]>([.. made.Select(one => one.HiddenCount)])
            .With<long[]>([.. made.Select(one => one.LastSeq)])
            .With<long[]>([.. made.Select(one => one.Revision)])
            .With<DateTime[]>([.. made.Select(one => one.CreatedAt.UtcDateTime)])
            .With<DateTime[]>([.. made.Select(one => one.UpdatedAt.UtcDateTime)]);
    }

    private void Count(ConversationState[] changed)
    {
        if (changed is []) { return; }
        _batch.Add(LogSql.CountConversations)
            .With(Array.ConvertAll(changed, one => one.Id))
            .With(Array.ConvertAll(changed, one => one.LastSeq))
            .With(Array.ConvertAll(changed, one => one.Revision))
            .With(Array.ConvertAll(changed, one => one.UpdatedAt.UtcDateTime));
    }

    private void Update(ConversationState[] changed)
    {
        if (changed is []) { return; }
        _batch.Add(LogSql.UpdateConversations)
            .With<Guid[]>([.. changed.Select(one => one.Id)])
            .With<string[]>([.. changed.Select(one => one.Title)])
            .With<int[]>([.. changed.Select(one => one.MemberCount)])
            .With<int[]>([.. changed.Select(one => one.HiddenCount)])
            .With<long[]>([.. changed.Select(one => one.LastSeq)])
            .With<long[]>([.. changed.Select(one => one.Revision)])
            .With<DateTime[]>([.. changed.Select(one => one.UpdatedAt.UtcDateTime)]);

        Guid[] shownAgain = [.. changed.Where(one => one.IsShownAgain).Select(one => one.Id)];
        if (shownAgain is not []) { _batch.Add(LogSql.ShowAgain).With(shownAgain); }
    }

    private void WriteMembers(ConversationState[] touched)
    {
        List<MemberState> members = [.. touched.Where(one => !one.IsDeleted).SelectMany(one => one.Members.Values)];
        MemberWrites.Delete(_batch, [.. members.Where(one => one.Change is MemberChange.Left)]);
        MemberWrites.Insert(_batch, [.. members.Where(one => one.Change is MemberChange.Joined)]);
        MemberWrites.Count(_batch, members.FindAll(one => one.Change is MemberChange.Wrote));
        MemberWrites.Update(_batch, [.. members.Where(one => one.Change is MemberChange.Changed)]);
    }

    private void WriteOwnCounters((Guid AccountId, long Revision)[] counters)
    {
        if (counters is []) { return; }
        _batch.Add(LogSql.UpdateOwnCounters)
            .With<Guid[]>([.. counters.Select(one => one.AccountId)])
            .With<long[]>([.. counters.Select(one => one.Revision)]);
    }
}
