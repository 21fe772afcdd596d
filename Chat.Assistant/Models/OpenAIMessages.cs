using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using AIMessage = Microsoft.Extensions.AI.ChatMessage;
using WireMessage = OpenAI.Chat.ChatMessage;

namespace Chat.Assistant.Models;

/// <summary>Messages and options in the words of the OpenAI API.</summary>
internal static class OpenAIMessages
{
    public static IEnumerable<WireMessage> Of(IEnumerable<AIMessage> messages) => messages.SelectMany(Of);

    public static ChatCompletionOptions Of(ChatOptions? options)
    {
        var wire = new ChatCompletionOptions();
        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            wire.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        if (options?.MaxOutputTokens is { } most) { wire.MaxOutputTokenCount = most; }
        return wire;
    }

    private static IEnumerable<WireMessage> Of(AIMessage message)
    {
        if (message.Role == ChatRole.System) { return [new SystemChatMessage(message.Text)]; }
        if (message.Role == ChatRole.User) { return [new UserChatMessage(message.Text)]; }
        if (message.Role == ChatRole.Tool)
        {
            return message.Contents.OfType<FunctionResultContent>().Select(result => new ToolChatMessage(result.CallId, $"{result.Result}"));
        }

        FunctionCallContent[] calls = [.. message.Contents.OfType<FunctionCallContent>()];
        if (calls is []) { return [new AssistantChatMessage(message.Text)]; }
        var spoken = new AssistantChatMessage(calls.Select(Of));
        if (message.Text.Length > 0) { spoken.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text)); }
        return [spoken];
    }

    private static ChatToolCall Of(FunctionCallContent call) =>
        ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>())));
}
