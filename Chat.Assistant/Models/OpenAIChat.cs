using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using AIMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Chat.Assistant.Models;

/// <summary>Any OpenAI-compatible endpoint as an <see cref="IChatClient"/>. Waiting and trying again is for whoever asks.</summary>
internal sealed class OpenAIChat : IChatClient
{
    public const string HttpName = "assistant";

    private readonly ChatClient _chat;

    public OpenAIChat(Uri endpoint, string? apiKey, string model, HttpClient http) =>
        // Servers on one's own machine want no key, and the client wants one.
        _chat = new(model, new ApiKeyCredential(string.IsNullOrEmpty(apiKey) ? "none" : apiKey), new OpenAIClientOptions
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<AIMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var calls = new ToolCallPieces();
        var parts = _chat.CompleteChatStreamingAsync(OpenAIMessages.Of(messages), OpenAIMessages.Of(options), cancellationToken);
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            calls.Add(part.ToolCallUpdates);
            var update = new ChatResponseUpdate { Role = Microsoft.Extensions.AI.ChatRole.Assistant };
            foreach (var content in part.ContentUpdate.Where(content => content.Text is { Length: > 0 })) { update.Contents.Add(new TextContent(content.Text)); }

            if (part.Usage is { } usage)
            {
                update.Contents.Add(new UsageContent(new() { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount }));
            }

            yield return update;
        }

        if (calls.Whole() is { Count: > 0 } whole) { yield return new(Microsoft.Extensions.AI.ChatRole.Assistant, [.. whole]); }
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<AIMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // The HTTP client is the factory's.
    }
}
