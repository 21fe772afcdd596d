using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;

namespace Chat.Client.Saving;

/// <summary>Saved things are written like those of the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SavedState))]
[JsonSerializable(typeof(SavedOutbox))]
[JsonSerializable(typeof(Session))]
internal sealed partial class SavedJson : JsonSerializerContext
{
    private static readonly Lazy<JsonSerializerOptions> s_saved = new(Create);

    public static JsonSerializerOptions Saved => s_saved.Value;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        ChatJson.Configure(options);
        options.TypeInfoResolverChain.Add(Default);
        options.MakeReadOnly();
        return options;
    }
}
