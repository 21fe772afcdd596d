using System.Globalization;
using Chat.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Tests.Data;

/// <summary>The migrations are written by hand, and so is the model: here they are held against each other.</summary>
public sealed class SchemaAgreement : IAsyncLifetime
{
    // Of tables and indexes of the database alone: what the log writes without EF, and indexes over expressions.
    private const string Unmodelled =
        "'schema_migrations', 'conversations', 'conversation_members', 'past_members', 'own_counters', 'messages', 'message_words', 'word_marks', 'message_attachments', 'ix_accounts_names', 'assistant_replies', 'assistant_usage', 'assistant_conversations', 'knowledge_documents', 'knowledge_passages', 'knowledge_versions', 'assistant_reminders'";

    private TestDatabase _database = null!;
    private IRelationalModel _model = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Token);
        await using var context = _database.Open();
        _model = context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Columns_agree_in_name_type_length_and_nullability()
    {
        var modelled = _model.Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name} {c.StoreType}{(c.IsNullable ? "" : " not null")}"));
        Assert.Equal(Sorted(modelled), await ReadAsync($"""
            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ({Unmodelled})
            """));
    }

    [Fact]
    public async Task Keys_agree()
    {
        var modelled = _model.Tables.Select(t => $"{t.Name} {t.PrimaryKey!.Name} ({Names(t.PrimaryKey.Columns)})");
        Assert.Equal(Sorted(modelled), await ReadAsync($"""
            SELECT conrelid::regclass || ' ' || conname || ' (' || {ColumnNames("conrelid", "conkey")} || ')'
            FROM pg_constraint WHERE contype = 'p' AND connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT IN ({Unmodelled})
            """));
    }

    [Fact]
    public async Task References_agree()
    {
        var modelled = _model.Tables.SelectMany(t => t.ForeignKeyConstraints).Select(f =>
            $"{f.Table.Name} {f.Name} ({Names(f.Columns)}) {f.PrincipalTable.Name} ({Names(f.PrincipalColumns)}) {Deletion(f.OnDeleteAction)}");
        Assert.Equal(Sorted(modelled), await ReadAsync($"""
            SELECT conrelid::regclass || ' ' || conname || ' (' || {ColumnNames("conrelid", "conkey")} || ') '
                || confrelid::regclass || ' (' || {ColumnNames("confrelid", "confkey")} || ') ' || confdeltype::text
            FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT IN ({Unmodelled})
            """));
    }

    [Fact]
    public async Task Indexes_agree()
    {
        var modelled = _model.Tables.SelectMany(t => t.Indexes).Select(i =>
            $"{i.Table.Name} {i.Name}{(i.IsUnique ? " unique" : "")} ({string.Join(", ", i.Columns.Select((c, n) => c.Name + (IsDescending(i, n) ? " desc" : "")))}){Filter(i)}");
        Assert.Equal(Sorted(modelled), await ReadAsync($"""
            SELECT i.indrelid::regclass || ' ' || c.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END || ' ('
                || (SELECT string_agg(pg_get_indexdef(i.indexrelid, n, false) || CASE WHEN i.indoption[n - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY n)
                    FROM generate_series(1, i.indnkeyatts) n) || ')' || COALESCE(' where ' || pg_get_expr(i.indpred, i.indrelid), '')
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisprimary AND c.relname NOT IN ({Unmodelled}) AND i.indrelid::regclass::text NOT IN ({Unmodelled})
            """));
    }

    private static bool IsDescending(ITableIndex index, int at) => index.IsDescending is { } each && (each.Count == 0 || each[at]);

    private static string Filter(ITableIndex index) => index.Filter is { } filter ? $" where {filter}" : "";

    private static string Names(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(c => c.Name));

    private static string ColumnNames(string table, string key) =>
        $"(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest({key}) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = k.num)";

    private static string Deletion(ReferentialAction action) => action switch
    {
        ReferentialAction.Cascade => "c",
        ReferentialAction.SetNull => "n",
        ReferentialAction.Restrict => "r",
        _ => "a",
    };

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private async Task<List<string>> ReadAsync(string sql)
    {
        var lines = new List<string>();
        await using var command = _database.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) { lines.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!); }
        return Sorted(lines);
    }
}
