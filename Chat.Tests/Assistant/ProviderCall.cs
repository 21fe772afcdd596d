using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Chat.Tests.Assistant;

/// <summary>One request to the scripted provider and its answer, piece by piece.</summary>
public sealed class ProviderCall(JsonElement body, HttpContext http)
{
    private bool _isStarted;

    public JsonElement Body { get; } = body;

    public CancellationToken Aborted => http.RequestAborted;

    public string? Key { get; } = http.Request.Headers.Authorization;

    /// <summary>Ends when the server went away in the middle.</summary>
    public TaskCompletionSource WasCancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<(string Role, string Text)> Messages { get; } =
        [.. body.GetProperty("messages").EnumerateArray().Select(one => (one.GetProperty("role").GetString()!, TextOf(one)))];

    public string System => string.Join('\n', Messages.Where(one => one.Role == "system").Select(one => one.Text));

    public string Question => Messages.LastOrDefault(one => one.Role == "user").Text ?? "";

    public bool HasTools => Body.TryGetProperty("tools", out var tools) && tools.GetArrayLength() > 0;

    /// <summary>The whole answer, word by word, with its end.</summary>
    public async Task SayAsync(string text, int tokensIn = 10, int tokensOut = 5)
    {
        foreach (var word in text.Split(' ').Select((word, at) => at is 0 ? word : $" {word}")) { await PieceAsync(word); }

        await EndAsync(tokensIn, tokensOut);
    }

    public Task PieceAsync(string text) => EventAsync(new { choices = new[] { new { index = 0, delta = new { content = text } } } });

    public Task CallToolAsync(string name, string arguments, string id = "call-1") => EventAsync(new
    {
        choices = new[] { new { index = 0, delta = new { tool_calls = new[] { new { index = 0, id, type = "function", function = new { name, arguments } } } } } },
    });

    public async Task EndAsync(int tokensIn = 10, int tokensOut = 5)
    {
        await EventAsync(new { choices = new[] { new { index = 0, delta = new { }, finish_reason = "stop" } } });
        await EventAsync(new { choices = Array.Empty<object>(), usage = new { prompt_tokens = tokensIn, completion_tokens = tokensOut, total_tokens = tokensIn + tokensOut } });
        await RawAsync("data: [DONE]\n\n");
    }

    public async Task RawAsync(string text) => await RawAsync(Encoding.UTF8.GetBytes(text));

    public async Task RawAsync(byte[] bytes)
    {
        if (!_isStarted) { http.Response.ContentType = "text/event-stream"; }
        _isStarted = true;
        await http.Response.Body.WriteAsync(bytes, Aborted);
        await http.Response.Body.FlushAsync(Aborted);
    }

    public async Task RefuseAsync(int status)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(new { error = new { message = "SECRET-OF-PROVIDER", type = "error" } });
    }

    /// <summary>Says nothing more, until the other side goes.</summary>
    public Task StallAsync() => Task.Delay(Timeout.Infinite, Aborted);

    public void Die() => http.Abort();

    private Task EventAsync(object delta)
    {
        var chunk = JsonSerializer.SerializeToNode(delta)!.AsObject();
        (chunk["id"], chunk["object"], chunk["created"], chunk["model"]) = ("chatcmpl-1", "chat.completion.chunk", 1_700_000_000, "scripted");
        return RawAsync($"data: {chunk.ToJsonString()}\n\n");
    }

    private static string TextOf(JsonElement message)
    {
        if (!message.TryGetProperty("content", out var content)) { return ""; }
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString())),
            _ => "",
        };
    }
}
