using Microsoft.Extensions.Options;

namespace Chat.Data.Nodes;

internal sealed class NodeOptions
{
    public const string Section = "Chat:Nodes";
    public const string Auto = "auto";
    public const string Local = "local";
    public const string Postgres = "postgres";

    /// <summary>How nodes hear each other: <c>auto</c> is through a configured database, and not at all beside a private one.</summary>
    public string Bus { get; set; } = Auto;
}

internal sealed class NodeOptionsCheck : IValidateOptions<NodeOptions>
{
    public ValidateOptionsResult Validate(string? name, NodeOptions options) => options.Bus is NodeOptions.Auto or NodeOptions.Local or NodeOptions.Postgres
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Chat:Nodes:Bus is '{options.Bus}'; it is one of auto, local and postgres.");
}
