using Microsoft.Extensions.Options;

namespace Chat.Core.Files;

public sealed class FileSettings
{
    public const string Section = "Chat:Files";

    /// <summary>Of one file.</summary>
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Of all files that one user sent and that are still there.</summary>
    public long QuotaBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Absent, the folder "files" of the data directory. Several nodes need one that they share.</summary>
    public string? Directory { get; set; }
}

/// <summary>By hand: generated checks of numbers beyond an int do not say the setting's name.</summary>
internal sealed class FileSettingsCheck : IValidateOptions<FileSettings>
{
    private const long Most = 1_000_000_000_000_000;

    public ValidateOptionsResult Validate(string? name, FileSettings options) => options switch
    {
        { MaxBytes: < 1 or > Most } => ValidateOptionsResult.Fail($"Chat:Files:MaxBytes is between 1 and {Most}."),
        { QuotaBytes: < 1 or > Most } => ValidateOptionsResult.Fail($"Chat:Files:QuotaBytes is between 1 and {Most}."),
        _ => ValidateOptionsResult.Success,
    };
}
