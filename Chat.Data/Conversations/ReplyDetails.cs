using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts.Messages;

namespace Chat.Data.Conversations;

/// <summary>What only replies of the assistant have, in one column that is empty for everything else.</summary>
internal sealed record ReplyDetails(string? Notice, IReadOnlyList<Citation>? Citations)
{
    public static string? Write(Message message) => message is { Notice: null, Citations: null }
        ? null
        : JsonSerializer.Serialize(new(message.Notice, message.Citations), ReplyDetailsJson.Default.ReplyDetails);

    public static Message Read(string details, Message message)
    {
        var read = JsonSerializer.Deserialize(details, ReplyDetailsJson.Default.ReplyDetails)!;
        return message with { Notice = read.Notice, Citations = read.Citations };
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReplyDetails))]
internal sealed partial class ReplyDetailsJson : JsonSerializerContext;
