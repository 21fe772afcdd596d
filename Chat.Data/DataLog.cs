using Microsoft.Extensions.Logging;

namespace Chat.Data;

internal static partial class DataLog
{
    [LoggerMessage(4001, LogLevel.Information, "PostgreSQL {Version} made its cluster in {Elapsed}")]
    public static partial void ClusterMade(this ILogger logger, string version, TimeSpan elapsed);

    [LoggerMessage(4002, LogLevel.Information, "PostgreSQL {Version} is ready after {Elapsed} (process {ProcessId}, found running: {Adopted})")]
    public static partial void PostgresReady(this ILogger logger, string version, int processId, bool adopted, TimeSpan elapsed);

    [LoggerMessage(4003, LogLevel.Information, "PostgreSQL stopped after {Elapsed}")]
    public static partial void PostgresStopped(this ILogger logger, TimeSpan elapsed);

    [LoggerMessage(4004, LogLevel.Error, "PostgreSQL (process {ProcessId}) did not stop; the next start takes it over")]
    public static partial void PostgresDidNotStop(this ILogger logger, int processId);

    [LoggerMessage(4005, LogLevel.Warning, "PostgreSQL (process {ProcessId}) was left running and does not let this server in; it is started again")]
    public static partial void PostgresReplaced(this ILogger logger, int processId);

    [LoggerMessage(4010, LogLevel.Information, "Migration {Number} {Name} was applied in {Elapsed}")]
    public static partial void MigrationApplied(this ILogger logger, int number, string name, TimeSpan elapsed);

    [LoggerMessage(4020, LogLevel.Warning, "The bus lost its connection; trying again in {Wait}")]
    public static partial void BusLost(this ILogger logger, TimeSpan wait, Exception? cause);

    [LoggerMessage(4021, LogLevel.Information, "The bus is connected again")]
    public static partial void BusReconnected(this ILogger logger);

    [LoggerMessage(4022, LogLevel.Error, "A listener of bus topic {Topic} failed")]
    public static partial void BusHandlerFailed(this ILogger logger, string topic, Exception cause);

    [LoggerMessage(4023, LogLevel.Warning, "The bus was too full and dropped messages; listeners read the database instead")]
    public static partial void BusOverflowed(this ILogger logger);

    [LoggerMessage(4030, LogLevel.Debug, "A transaction is run again (attempt {Attempt}, SQL state {State})")]
    public static partial void TransactionRepeated(this ILogger logger, int attempt, string state);

    [LoggerMessage(4040, LogLevel.Warning, "The log cannot write {Count} operations now (attempt {Attempt})")]
    public static partial void LogWaits(this ILogger logger, int count, int attempt, Exception cause);

    [LoggerMessage(4041, LogLevel.Error, "The operation {Operation} failed")]
    public static partial void OperationFailed(this ILogger logger, Exception cause, string operation);

    [LoggerMessage(4042, LogLevel.Error, "{Count} changes were committed and could not be delivered from here")]
    public static partial void DeliveryFailed(this ILogger logger, Exception cause, int count);

    [LoggerMessage(4043, LogLevel.Warning, "Tidying up after search and deleted conversations failed; it is tried again")]
    public static partial void TidyingFailed(this ILogger logger, Exception cause);
}
