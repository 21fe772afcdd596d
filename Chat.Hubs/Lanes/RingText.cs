using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Wire;
using Chat.Core.Changes;

namespace Chat.Hubs.Lanes;

/// <summary>A change as a line for other nodes: as JSON where that fits, else <c># conversation revision</c>.</summary>
internal static class RingText
{
    /// <summary>Something was not told: whoever reads this line reads the database.</summary>
    public const string Lost = "!";

    // A deleted conversation has no members in the database any more, so they are told in full, in parts that fit.
    private const int MembersOfPart = 150;

    private static readonly JsonSerializerOptions Json = MakeOptions();

    public static IEnumerable<string> Write(Change change)
    {
        var text = JsonSerializer.Serialize(change, Json);
        if (Encoding.UTF8.GetByteCount(text) <= BusLines.MaxLine - 1) { return [text]; }
        return change switch
        {
            ConversationDeleted deleted => deleted.Members.Chunk(MembersOfPart)
                .Select(part => JsonSerializer.Serialize<Change>(deleted with { Members = part }, Json)),
            ConversationChange large => [string.Create(CultureInfo.InvariantCulture, $"# {large.Conversation} {large.At}")],
            _ => [Lost],
        };
    }

    public static bool TryRead(string line, [NotNullWhen(true)] out Ring? ring)
    {
        ring = line.StartsWith('#') ? ReadShort(line) : ReadJson(line);
        return ring is not null;
    }

    private static Ring? ReadShort(string line) => line.Split(' ') switch
    {
        ["#", var id, var at] when Guid.TryParse(id, out var conversation)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) => new Ring(null, conversation, revision),
        _ => null,
    };

    private static Ring? ReadJson(string line)
    {
        try { return JsonSerializer.Deserialize<Change>(line, Json) is { } change ? Ring.Of(change) : null; }
        catch (Exception strange) when (strange is JsonException or NotSupportedException or ArgumentException) { return null; }
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions();
        ChatJson.Configure(options);
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.MakeReadOnly();
        return options;
    }
}
