using System.Globalization;
using System.Text;

namespace Chat.Data.Postgres;

/// <summary>What the private PostgreSQL is told at every start. An operator's own wishes go into <c>operator.conf</c> beside it.</summary>
internal sealed record PostgresSettings
{
    /// <summary>Off only where losing everything with the power is fine, as in tests.</summary>
    public bool IsDurable { get; init; } = true;

    public int MaxConnections { get; init; } = 200;

    public string ToText(ServerAddress address)
    {
        var text = new StringBuilder("# Written by Chat at every start. Put wishes of your own into operator.conf.\n");
        foreach (var (name, value) in Lines(address)) { text.Append(CultureInfo.InvariantCulture, $"{name} = {value}\n"); }
        return text.Append("include_if_exists = 'operator.conf'\n").ToString();
    }

    private IEnumerable<(string Name, string Value)> Lines(ServerAddress address)
    {
        yield return ("listen_addresses", address.IsSocket ? "''" : Quote(address.Host));
        yield return ("port", address.Port.ToString(CultureInfo.InvariantCulture));
        yield return ("unix_socket_directories", address.IsSocket ? Quote('"' + address.Host.Replace("\"", "\"\"", StringComparison.Ordinal) + '"') : "''");
        yield return ("unix_socket_permissions", "0700");
        yield return ("max_connections", MaxConnections.ToString(CultureInfo.InvariantCulture));
        yield return ("shared_buffers", "256MB");
        yield return ("max_wal_size", "2GB");
        yield return ("timezone", "'UTC'");
        yield return ("log_timezone", "'UTC'");

        // Small queries gain nothing from workers, and containers give little shared memory.
        yield return ("max_parallel_workers_per_gather", "0");

        // Ranked above error here, so that no failed statement, which may hold what people wrote, gets into the log.
        yield return ("log_min_messages", "log");
        yield return ("log_min_error_statement", "panic");
        yield return ("log_error_verbosity", "terse");
        yield return ("log_checkpoints", "off");
        if (IsDurable) { yield break; }

        yield return ("fsync", "off");
        yield return ("synchronous_commit", "off");
        yield return ("full_page_writes", "off");
        yield return ("autovacuum", "off");
    }

    private static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
