using Npgsql;

namespace Chat.Data.Conversations;

internal static class Parameters
{
    extension(NpgsqlBatch batch)
    {
        public NpgsqlBatchCommand Add(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            batch.BatchCommands.Add(command);
            return command;
        }
    }

    extension(NpgsqlBatchCommand command)
    {
        /// <summary>The next positional parameter, without boxing.</summary>
        public NpgsqlBatchCommand With<T>(T value)
        {
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            return command;
        }
    }
}
