using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Chat.Assistant.Models;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Knowledge;

/// <summary>Meanings of texts as vectors of length 1, from an OpenAI-compatible endpoint; when none is configured there are none.</summary>
internal sealed class Embeddings(IOptions<AssistantOptions> options, IHttpClientFactory http, TimeProvider clock)
{
    private const int AtOnce = 64;
    private const int MaxText = 8_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Null: words alone are searched.</summary>
    public string? Model => options.Value.Embeddings.Model is { Length: > 0 } model ? model : null;

    /// <exception cref="ModelFailure">The endpoint did not do it.</exception>
    public async Task<IReadOnlyList<float[]>> OfAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new List<float[]>();
        foreach (var some in texts.Chunk(AtOnce)) { vectors.AddRange(await AskAsync(some, cancellationToken)); }

        return vectors;
    }

    private async Task<float[][]> AskAsync(string[] texts, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(texts);
            using var answer = await http.CreateClient(OpenAIChat.HttpName).SendAsync(request, end.Token);
            answer.EnsureSuccessStatusCode();
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(end.Token);
            float[][] vectors = [.. body.GetProperty("data").EnumerateArray().OrderBy(one => one.GetProperty("index").GetInt32()).Select(one => Unit(Vector(one.GetProperty("embedding"))))];
            return vectors.Length == texts.Length ? vectors : throw new FormatException("There is not one vector for each text.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested) { throw ModelFailure.Slow; }
        catch (Exception failure) when (failure is not OperationCanceledException) { throw ModelFailure.Of(failure); }
    }

    /// <summary>Without an endpoint of its own it is the model's, with its key.</summary>
    private HttpRequestMessage Request(string[] texts)
    {
        var own = options.Value.Embeddings;
        var (address, key) = string.IsNullOrEmpty(own.Endpoint) ? (options.Value.Endpoint, own.ApiKey ?? options.Value.ApiKey) : (own.Endpoint, own.ApiKey);
        var root = string.IsNullOrEmpty(address) ? "https://api.openai.com/v1" : address.TrimEnd('/');
        string[] input = [.. texts.Select(text => text.Length > MaxText ? text[..MaxText] : text)];
        var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/embeddings") { Content = JsonContent.Create(new { model = own.Model, input, encoding_format = "float" }) };
        if (!string.IsNullOrEmpty(key)) { request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key); }
        return request;
    }

    /// <summary>As numbers, or as their bytes in base64, which some send whatever they are asked for.</summary>
    private static float[] Vector(JsonElement embedding) => embedding.ValueKind is JsonValueKind.String
        ? [.. MemoryMarshal.Cast<byte, float>(embedding.GetBytesFromBase64())]
        : [.. embedding.EnumerateArray().Select(number => number.GetSingle())];

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(Likeness.Of(vector, vector));
        return length > 0 && float.IsFinite(length) ? Array.ConvertAll(vector, number => number / length) : throw new FormatException("A vector has no direction.");
    }
}
