using System.Net.Http.Json;
using System.Text.Json;
using Chat.Client.Hub;
using Chat.Contracts.Wire;

namespace Chat.Tests.Running;

/// <summary>Questions and refusals, over REST and the hub, in a test's words.</summary>
internal static class Asking
{
    extension(HttpClient http)
    {
        public async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
        {
            using var answer = await http.PostAsync(path, Json(body), cancellationToken);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
            return (await answer.Content.ReadFromJsonAsync<T>(ChatJson.Wire, cancellationToken))!;
        }

        /// <summary>The status and the code of the problem that the server answers.</summary>
        public async Task<(int Status, string Code)> RefusedAsync(string path, object body, CancellationToken cancellationToken)
        {
            using var answer = await http.PostAsync(path, Json(body), cancellationToken);
            return await ProblemOfAsync(answer, cancellationToken);
        }
    }

    /// <summary>A record of the contract as it is described there; anything else as a client of another language would write it.</summary>
    public static HttpContent Json(object body) => JsonContent.Create(
        body, body.GetType(), options: ChatJson.Wire.TryGetTypeInfo(body.GetType(), out _) ? ChatJson.Wire : JsonSerializerOptions.Web);

    public static async Task<(int Status, string Code)> ProblemOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.False(answer.IsSuccessStatusCode, $"It was not refused: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        foreach (var member in (string[])["type", "title", "status", "detail"]) { Assert.True(problem.RootElement.TryGetProperty(member, out _), text); }

        return ((int)answer.StatusCode, problem.RootElement.GetProperty("code").GetString()!);
    }

    /// <summary>The code that the hub refuses with.</summary>
    public static async Task<string> CodeOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<ChatRefusedException>(call)).Code;
}
