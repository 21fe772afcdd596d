using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Replies;

/// <summary>An OpenAI-compatible model that says a token every 20 ms, and notes when it said the first one to which question.</summary>
internal sealed class SteadyProvider : IAsyncDisposable
{
    public const int Tokens = 100;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] s_token = Event("""{"index":0,"delta":{"content":"token "}}""");
    private static readonly byte[] s_end = [.. Event("""{"index":0,"delta":{},"finish_reason":"stop"}"""), .. "data: [DONE]\n\n"u8];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, long> _first = new(StringComparer.Ordinal);

    private SteadyProvider(WebApplication app) => _app = app;

    public string Endpoint => $"{_app.Urls.First()}/v1";

    public static async Task<SteadyProvider> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new SteadyProvider(builder.Build());
        provider._app.MapPost("/v1/chat/completions", provider.SpeakAsync);
        await provider._app.StartAsync(cancellationToken);
        return provider;
    }

    /// <summary>When the first token of the answer to this question was written; null before.</summary>
    public long? FirstOf(string question) => _first.TryGetValue(question, out var at) ? at : null;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task SpeakAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
        var question = body.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        var text = question.ValueKind is JsonValueKind.String ? question.GetString()! : question[0].GetProperty("text").GetString()!;
        http.Response.ContentType = "text/event-stream";
        for (var at = 0; at < Tokens; at++)
        {
            if (at is 0) { _first[text] = Stopwatch.GetTimestamp(); }
            await http.Response.Body.WriteAsync(s_token, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(s_pause, http.RequestAborted);
        }

        await http.Response.Body.WriteAsync(s_end, http.RequestAborted);
    }

    private static byte[] Event(string choice) =>
        System.Text.Encoding.UTF8.GetBytes($"data: {{\"id\":\"bench\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"bench\",\"choices\":[{choice}]}}\n\n");
}
