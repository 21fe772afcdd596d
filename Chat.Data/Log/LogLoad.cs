using Chat.Contracts.Conversations;
using Chat.Core.Log;
using Chat.Data.Conversations;
using Chat.Data.Naming;
using Npgsql;

namespace Chat.Data.Log;

/// <summary>Begins the transaction, locks what a batch changes and reads what it must see, in one round trip.</summary>
internal sealed class LogLoad : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly LogState _state;
    private readonly List<Action<NpgsqlDataReader>> _rows = [];

    public LogLoad(NpgsqlConnection connection, LogReads reads, LogState state)
    {
        _batch = new(connection) { Timeout = Lane.CommandSeconds };
        _state = state;
        _batch.Add("BEGIN");

        // Locks first, so that what is read after them is what they hold still.
        AskConversations(reads);
        AskOwnCounters(reads);
        AskMembers(LogSql.Members, reads.Members);
        AskMembers(LogSql.MembersIfOwner, reads.MembersIfOwner);
        AskMessages(reads);
        AskAnswers(reads);
        AskOwnMessages(reads);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _batch.PrepareAsync(cancellationToken);
        await using var reader = await _batch.ExecuteReaderAsync(cancellationToken);
        foreach (var row in _rows)
        {
            while (await reader.ReadAsync(cancellationToken)) { row(reader); }

            await reader.NextResultAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    private NpgsqlBatchCommand Ask(string sql, Action<NpgsqlDataReader> row)
    {
        _rows.Add(row);
        return _batch.Add(sql);
    }

    private void AskConversations(LogReads reads)
    {
        if (reads is { Conversations.Count: 0, Pairs.Count: 0 }) { return; }
        var ask = Ask(reads.Pairs.Count is 0 ? LogSql.Conversations : LogSql.ConversationsAndPairs, ReadConversation)
            .With<Guid[]>([.. reads.Conversations]);
        if (reads.Pairs.Count > 0) { ask.With<string[]>([.. reads.Pairs]); }
    }

    private void AskOwnCounters(LogReads reads)
    {
        (Guid ConversationId, Guid AccountId, bool IfLarge)[] wanted =
        [
            .. reads.OwnCounters.Select(one => (one.ConversationId, one.AccountId, false)),
            .. reads.OwnCountersIfLarge.Select(one => (one.ConversationId, one.AccountId, true)),
        ];
        if (wanted is []) { return; }
        Ask(LogSql.OwnCounters, row => _state.LoadOwnCounter(row.GetGuid(0), row.GetInt64(1)))
            .With<Guid[]>([.. wanted.Select(one => one.ConversationId)])
            .With<Guid[]>([.. wanted.Select(one => one.AccountId)])
            .With<bool[]>([.. wanted.Select(one => one.IfLarge)])
            .With(ConversationState.MaxReceipts);
    }

    private void AskMembers(string sql, HashSet<(Guid ConversationId, Guid AccountId)> members)
    {
        if (members.Count is 0) { return; }
        Ask(sql, ReadMember)
            .With<Guid[]>([.. members.Select(one => one.ConversationId)])
            .With<Guid[]>([.. members.Select(one => one.AccountId)]);
    }

    private void AskMessages(LogReads reads)
    {
        if (reads.Messages.Count > 0) { Ask(LogSql.Messages, row => _state.Load(MessageRows.Read(row))).With<Guid[]>([.. reads.Messages]); }
        if (reads.Sent.Count is 0) { return; }
        Ask(LogSql.Sent, row => _state.Load(MessageRows.Read(row)))
            .With<Guid[]>([.. reads.Sent.Select(one => one.SenderId)])
            .With<string[]>([.. reads.Sent.Select(one => one.ClientMessageId)]);
    }

    private void AskAnswers(LogReads reads) => AskBySeq(LogSql.Answers, reads.Answers, row =>
        _state.Load(row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), new(row.GetString(3), row.GetMoment(4))));

    private void AskOwnMessages(LogReads reads) => AskBySeq(LogSql.OwnMessages, reads.OwnMessages, row =>
    {
        if (_state.Conversation(row.GetGuid(0))?.Members.GetValueOrDefault(row.GetGuid(1)) is { } member)
        {
            member.OwnUpTo[row.GetInt64(2)] = row.GetInt64(3);
        }
    });

    private void AskBySeq(string sql, HashSet<(Guid ConversationId, Guid AccountId, long Seq)> wanted, Action<NpgsqlDataReader> row)
    {
        if (wanted.Count is 0) { return; }
        Ask(sql, row)
            .With<Guid[]>([.. wanted.Select(one => one.ConversationId)])
            .With<Guid[]>([.. wanted.Select(one => one.AccountId)])
            .With<long[]>([.. wanted.Select(one => one.Seq)]);
    }

    private void ReadConversation(NpgsqlDataReader row)
    {
        var conversation = new ConversationState
        {
            Id = row.GetGuid(0),
            Kind = EnumWords<ConversationKind>.Read(row.GetString(1)),
            Title = row.GetString(2),
            Pair = row.IsDBNull(3) ? null : row.GetString(3),
            MemberCount = row.GetInt32(4),
            MembersBefore = row.GetInt32(4),
            HiddenCount = row.GetInt32(5),
            LastSeq = row.GetInt64(6),
            CreatedAt = row.GetMoment(8),
            UpdatedAt = row.GetMoment(9),
        };
        conversation.Restore(row.GetInt64(7));
        _state.Load(conversation);
    }

    /// <summary>Whoever asks twice for the same member gets the same one.</summary>
    private void ReadMember(NpgsqlDataReader row)
    {
        const int user = 9;
        if (_state.Conversation(row.GetGuid(0)) is not { } conversation) { return; }
        conversation.Members.TryAdd(row.GetGuid(user), new()
        {
            ConversationId = conversation.Id,
            AccountId = row.GetGuid(user),
            User = UserRows.Read(row, user),
            Role = EnumWords<ParticipantRole>.Read(row.GetString(1)),
            JoinedAt = row.GetMoment(2),
            LastReadSeq = row.GetInt64(3),
            ClearedUpToSeq = row.GetInt64(4),
            OwnSent = row.GetInt64(5),
            OwnSentBefore = row.GetInt64(5),
            Muted = row.GetBoolean(6),
            Hidden = row.GetBoolean(7),
            OwnRevision = row.GetInt64(8),
        });
    }
}
