using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Api.Web;

/// <summary>What the build of the web app says of its result, in <c>files.json</c>.</summary>
internal sealed record WebManifest
{
    /// <summary>First segments of the addresses that are places in the app; the empty one is its front page.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    public required IReadOnlyList<WebFileRecord> Files { get; init; }
}

internal sealed record WebFileRecord
{
    public required string Path { get; init; }

    public required string Hash { get; init; }

    /// <summary>Its name holds its hash, so that it never changes.</summary>
    public required bool Immutable { get; init; }

    /// <summary>It lies there as <c>.br</c> and <c>.gz</c> as well.</summary>
    public required bool Compressed { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebManifest))]
internal sealed partial class WebManifestJson : JsonSerializerContext;
