using System.Net.Sockets;
using Chat.Core.Results;
using Npgsql;

namespace Chat.Data;

/// <summary>A PostgreSQL that an operator runs and names in <c>Chat:Database</c>.</summary>
internal static class ConfiguredDatabase
{
    private const int OldestMajor = 15;

    /// <summary>The connection string, with our own name for the operator's lists.</summary>
    public static string Check(string connectionString)
    {
        var parts = Parse(connectionString);
        if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database))
        {
            throw new StartupProblem($"{DataOptions.DatabaseKey} names no host or no database: write it as {Example}.");
        }

        parts.ApplicationName ??= "Chat";
        return parts.ConnectionString;
    }

    public static string Describe(string connectionString)
    {
        var parts = Parse(connectionString);
        return $"PostgreSQL at {parts.Host}:{parts.Port}, database {parts.Database}";
    }

    public static async Task ConnectAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            if (connection.PostgreSqlVersion.Major >= OldestMajor) { return; }
            throw new StartupProblem(
                $"{Describe(source.ConnectionString)} is version {connection.PostgreSqlVersion}, and Chat needs {OldestMajor} or newer.");
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            throw new StartupProblem(
                $"{Describe(source.ConnectionString)} cannot be reached ({Cause(failure)}): start it, or correct {DataOptions.DatabaseKey}; "
                + "without that setting Chat starts a PostgreSQL of its own.", failure);
        }
    }

    private const string Example = "'Host=…;Port=5432;Database=…;Username=…;Password=…'";

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try { return new(connectionString); }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException)
        {
            // The parser's own words may quote the password.
            throw new StartupProblem($"{DataOptions.DatabaseKey} is not a connection string: write it as {Example}.");
        }
    }

    private static string Cause(Exception failure) => failure switch
    {
        PostgresException refused => refused.MessageText,
        { InnerException: { } inner } and not PostgresException => inner.Message,
        _ => failure.Message,
    };
}
