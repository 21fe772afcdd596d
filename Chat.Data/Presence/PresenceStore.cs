using Chat.Contracts.Presence;
using Chat.Contracts.Wire;
using Chat.Core.Presence;
using Npgsql;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Data.Presence;

internal sealed class PresenceStore(ChatDatabase database) : IPresenceStore
{
    public async Task<IReadOnlyList<Shown>> ReadAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken) =>
        await ShownAsync(PresenceSql.Read, accountIds, cancellationToken);

    public async Task<IReadOnlyList<Shown>> SettleAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken) =>
        await ShownAsync(PresenceSql.Settle, accountIds, cancellationToken);

    public Task SetStatusAsync(Guid accountId, PresenceStatus status, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(PresenceSql.SetStatus, [accountId, NameOf(status), now], cancellationToken);

    public async Task ArriveAsync(Guid nodeId, IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken)
    {
        if (accountIds.Count is 0) { return; }
        await RunAsync(PresenceSql.Know, [Sorted(accountIds)], cancellationToken);
        await RunAsync(PresenceSql.Arrive, [Sorted(accountIds), nodeId], cancellationToken);
    }

    public async Task LeaveAsync(Guid nodeId, IReadOnlyCollection<Guid> accountIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (accountIds.Count is 0) { return; }
        await RunAsync(PresenceSql.Leave, [Sorted(accountIds), nodeId], cancellationToken);
        await RunAsync(PresenceSql.LastSeen, [Sorted(accountIds), now], cancellationToken);
    }

    public async Task<bool> BeatAsync(Guid nodeId, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var beat = Command(PresenceSql.Beat, [nodeId, now, until]);
        return await beat.ExecuteScalarAsync(cancellationToken) is true;
    }

    public Task<IReadOnlyList<Guid>> StrandedAsync(CancellationToken cancellationToken) => IdsAsync(PresenceSql.Stranded, [], cancellationToken);

    public Task<IReadOnlyList<Guid>> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        IdsAsync(PresenceSql.Sweep, [now], cancellationToken);

    private async Task<IReadOnlyList<Guid>> IdsAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken)) { ids.Add(reader.GetGuid(0)); }

        return ids;
    }

    private async Task<IReadOnlyList<Shown>> ShownAsync(string sql, IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken)
    {
        if (accountIds.Count is 0) { return []; }
        await using var command = Command(sql, [Sorted(accountIds)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var shown = new List<Shown>();
        while (await reader.ReadAsync(cancellationToken)) { shown.Add(ReadRow(reader)); }

        return shown;
    }

    private static Shown ReadRow(NpgsqlDataReader reader)
    {
        var status = Enum.Parse<PresenceStatus>(reader.GetString(1), ignoreCase: true);
        var hasLastSeen = status is PresenceStatus.Offline && !reader.IsDBNull(2);
        return new()
        {
            UserId = reader.GetGuid(0),
            Status = status,
            LastSeenAt = hasLastSeen ? WireTime.Trim(reader.GetFieldValue<DateTimeOffset>(2)) : null,
        };
    }

    /// <summary>In one order on every node, so that two that write the same rows do not lock each other up.</summary>
    private static Guid[] Sorted(IReadOnlyCollection<Guid> ids) => [.. ids.Order()];

    private static string NameOf(PresenceStatus status) => status.ToString().ToLowerInvariant();

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = database.Source.CreateCommand(sql);
        foreach (var value in values) { command.Parameters.Add(new() { Value = value }); }

        return command;
    }

    private async Task RunAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
