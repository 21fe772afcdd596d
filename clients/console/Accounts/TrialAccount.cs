using System.Security.Cryptography;
using Chat.Client.Connecting;
using Chat.Contracts.Accounts;

namespace Chat.Terminal.Accounts;

/// <summary>An account that a check makes for itself, and takes away again.</summary>
internal static class TrialAccount
{
    public static Task<Session> RegisterAsync(IChatServer server, string purpose, CancellationToken cancellationToken) => server.RegisterAsync(
        new()
        {
            Username = $"{purpose}-{RandomNumberGenerator.GetHexString(10, lowercase: true)}", DisplayName = $"{purpose} test",
            Password = RandomNumberGenerator.GetHexString(32),
        }, cancellationToken);

    public static async Task DeleteAsync(HttpClient http, Session session, CancellationToken cancellationToken)
    {
        using var delete = new HttpRequestMessage(HttpMethod.Delete, "api/me") { Headers = { Authorization = new("Bearer", session.AccessToken) } };
        using var answer = await http.SendAsync(delete, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
