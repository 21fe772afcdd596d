using System.Reflection;
using Chat.Contracts.Server;
using Chat.Core.Accounts;

namespace Chat.Core.Server;

/// <summary>What this server is and can do, as every client is told at its first breath.</summary>
public sealed class DescribeServer(IEnumerable<IFeatureReport> reports)
{
    public const int HubMessageBytes = 2 * 1024 * 1024;
    public const int BodyBytes = 4 * 1024 * 1024;

    private static readonly string Version =
        typeof(DescribeServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static readonly Limits Bounds = new()
    {
        HubMessageBytes = HubMessageBytes,
        BodyBytes = BodyBytes,
        UsernameLength = Usernames.MaxLength,
        DisplayNameLength = Account.MaxDisplayNameLength,
        PasswordMinLength = PasswordRules.MinLength,
    };

    public ServerInfo Handle() => new()
    {
        Version = Version,
        Limits = Bounds,
        Features = new()
        {
            Assistant = Of(FeatureName.Assistant),
            Faces = Of(FeatureName.Faces),
            Emotions = Of(FeatureName.Emotions),
            SpeechToText = Of(FeatureName.SpeechToText),
            TextToSpeech = Of(FeatureName.TextToSpeech),
            Push = Of(FeatureName.Push),
            Calls = Of(FeatureName.Calls),
        },
    };

    /// <summary>A feature that nobody reports is not part of this version.</summary>
    private Feature Of(FeatureName name) => reports.SingleOrDefault(report => report.Name == name) is { } found
        ? new() { Available = found.IsAvailable, Detail = found.Detail }
        : new() { Available = false, Detail = $"Chat {Version} does not have it." };
}
