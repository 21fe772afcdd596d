using System.Text.Json.Serialization;

namespace Chat.Client.Connecting;

/// <summary>What a client reads of a problem that REST answers with.</summary>
internal sealed record RefusalText(string? Code, string? Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RefusalText))]
internal sealed partial class RefusalJson : JsonSerializerContext;
