using Chat.Core.Data;
using Chat.Native.Files;
using Microsoft.Extensions.Configuration;

namespace Chat.Data;

/// <summary>What an operator says about data: <c>Chat:Data:Directory</c> and <c>Chat:Database</c>.</summary>
internal sealed record DataOptions(DataDirectory Directory, string? ConnectionString)
{
    public const string DirectoryKey = "Chat:Data:Directory";
    public const string DatabaseKey = "Chat:Database";

    public static DataOptions Read(IConfiguration configuration)
    {
        var directory = configuration[DirectoryKey] is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : DefaultDirectory;
        var database = configuration[DatabaseKey] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        return new(new(directory), database);
    }

    /// <summary>Beside the folder <c>native</c>: the root of a clone, or of what was published.</summary>
    private static string DefaultDirectory =>
        Path.Combine(Path.GetDirectoryName(NativeFiles.Directory) ?? AppContext.BaseDirectory, "data");
}
