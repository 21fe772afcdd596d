using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Terminal.Load;
using Chat.Terminal.Smoke;

namespace Chat.Terminal.Output;

/// <summary>What this program says beside the contract's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckResult))]
[JsonSerializable(typeof(LoadReport))]
[JsonSerializable(typeof(Downloaded))]
internal sealed partial class OwnJsonContext : JsonSerializerContext
{
    public static OwnJsonContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>What <c>download --json</c> says.</summary>
internal sealed record Downloaded(Guid Id, string Path, string? ContentType, long Size);
