using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Chat.Assistant.Models;

/// <summary>Calls of tools, which come in pieces as the text does.</summary>
internal sealed class ToolCallPieces
{
    // More arguments than any tool here takes.
    private const int MaxArguments = 64 * 1024;
    private const int MaxCalls = 32;

    private readonly SortedDictionary<int, Call> _calls = [];

    public void Add(IEnumerable<StreamingChatToolCallUpdate> updates)
    {
        foreach (var update in updates)
        {
            if (!_calls.TryGetValue(update.Index, out var call))
            {
                if (_calls.Count >= MaxCalls) { continue; }
                _calls[update.Index] = call = new();
            }

            call.Id ??= update.ToolCallId;
            call.Name ??= update.FunctionName;
            if (update.FunctionArgumentsUpdate is { } piece && call.Arguments.Length < MaxArguments) { call.Arguments.Append(piece); }
        }
    }

    public IReadOnlyList<AIContent> Whole() =>
    [
        .. _calls.Select(one => FunctionCallContent.CreateFromParsedArguments(
            one.Value.Arguments.ToString(), one.Value.Id ?? $"call-{one.Key}", one.Value.Name ?? "", Parse)),
    ];

    private static Dictionary<string, object?> Parse(string arguments) =>
        string.IsNullOrWhiteSpace(arguments) ? [] : JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!;

    private sealed class Call
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
