using System.Text.Json;
using Chat.Assistant.Context;
using Chat.Core.Results;

namespace Chat.Assistant.Tools;

/// <summary>Something a model may do for the person who asked, with that person's rights and no others.</summary>
internal interface IAssistantTool
{
    string Name { get; }

    string Description { get; }

    /// <summary>A JSON schema of the arguments.</summary>
    string Arguments { get; }

    Task<Result<string>> RunAsync(ToolArguments arguments, ReplyContext context, CancellationToken cancellationToken);
}

/// <summary>What a model gave, which may be anything.</summary>
internal sealed class ToolArguments(IDictionary<string, object?>? given)
{
    public string? Text(string name) => Of(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public double? Number(string name) => Of(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => value,
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private JsonElement? Of(string name) => given?.TryGetValue(name, out var value) is true && value is JsonElement element ? element : null;
}
