using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Core.Models;

public sealed class ModelOptions
{
    public const string Section = "Chat:Models";

    /// <summary>Looked into first; then the folder that the variable CHAT_MODELS names, then <c>models</c> in the data directory.</summary>
    public string? Directory { get; set; }

    /// <summary>Whether the server fetches what is missing by itself when it starts.</summary>
    public bool Download { get; set; }

    [AllowedValues("cpu", "cuda", ErrorMessage = "Chat:Models:Provider is cpu or cuda.")]
    public string Provider { get; set; } = "cpu";

    /// <summary>Of one run of a model; many run at once.</summary>
    [Range(1, 64, ErrorMessage = "Chat:Models:Threads is between 1 and 64.")]
    public int Threads { get; set; } = 1;
}

[OptionsValidator]
public sealed partial class ModelOptionsValidator : IValidateOptions<ModelOptions>;
