using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Assistant;

/// <summary>A small OpenAI-compatible server on loopback, over real HTTP, that does what a test says.</summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ProviderCall> _calls = new();

    private ScriptedProvider(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public string Endpoint => $"{Address}v1";

    /// <summary>What it does with each call of the chat; at first it repeats what it was asked.</summary>
    public Func<ProviderCall, Task> Script { get; set; } = call => call.SayAsync($"You said: {call.Question}");

    /// <summary>The models of a local Ollama; null: this is none.</summary>
    public IReadOnlyList<string>? OllamaModels { get; set; }

    public Func<string, float[]>? Embed { get; set; }

    public IReadOnlyCollection<ProviderCall> Calls => _calls;

    /// <summary>Those of one test alone: what another one asked may still be on its way.</summary>
    public IEnumerable<ProviderCall> CallsAbout(string question) => _calls.Where(call => call.Question.EndsWith(question, StringComparison.Ordinal));

    public static async Task<ScriptedProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new ScriptedProvider(app);
        app.MapPost("/v1/chat/completions", provider.ChatAsync);
        app.MapPost("/v1/embeddings", provider.EmbedAsync);
        app.MapGet("/api/tags", () => provider.OllamaModels is { } models ? Results.Json(new { models = models.Select(name => new { name }) }) : Results.NotFound());
        await app.StartAsync();
        return provider;
    }

    public void Forget() => _calls.Clear();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ChatAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var call = new ProviderCall(body.RootElement.Clone(), http);
        _calls.Enqueue(call);
        try { await Script(call); }
        catch (OperationCanceledException) { call.WasCancelled.TrySetResult(); }
        catch (IOException) { call.WasCancelled.TrySetResult(); }
    }

    private async Task EmbedAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        if (Embed is not { } embed)
        {
            http.Response.StatusCode = 500;
            return;
        }

        var input = body.RootElement.GetProperty("input");
        string[] texts = input.ValueKind is JsonValueKind.Array ? [.. input.EnumerateArray().Select(one => one.GetString()!)] : [input.GetString()!];
        var data = texts.Select((text, at) => new { @object = "embedding", index = at, embedding = Base64(embed(text)) });
        await http.Response.WriteAsJsonAsync(new { @object = "list", data, model = "scripted", usage = new { prompt_tokens = 1, total_tokens = 1 } });
    }

    private static string Base64(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        Buffer.BlockCopy(vector, 0, bytes, 0, bytes.Length);
        return Convert.ToBase64String(bytes);
    }
}
