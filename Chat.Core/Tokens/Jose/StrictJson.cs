using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Chat.Core.Tokens.Jose;

/// <summary>
/// One JSON object without duplicate names, at any depth: two readers that pick different twins would see two tokens in one.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    public static JsonElement? ReadObject(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span)) { return null; }

        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair ("\ud800") cannot be compared with the others.
            return null;
        }
    }

    extension(JsonElement json)
    {
        /// <summary>False when the value is no string, or one that no .NET string can hold (half a surrogate pair).</summary>
        public bool TryGetText([NotNullWhen(true)] out string? text)
        {
            text = null;
            if (json.ValueKind != JsonValueKind.String) { return false; }

            try
            {
                text = json.GetString()!;
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        /// <summary>Null when absent or no text.</summary>
        public string? Text(string name) =>
            json.TryGetProperty(name, out var value) && value.TryGetText(out var text) ? text : null;
    }
}
