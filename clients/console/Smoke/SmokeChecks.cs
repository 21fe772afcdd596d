using System.Globalization;
using System.Net.Http.Json;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Contracts.Wire;

namespace Chat.Terminal.Smoke;

/// <summary>One thing that should work; it answers a detail worth knowing, and throws where it does not work.</summary>
internal sealed record SmokeCheck(string Name, string[] Needs, Func<SmokeTrial, CancellationToken, Task<string>> RunAsync);

/// <summary>All of them, in the order they are done.</summary>
internal static class SmokeChecks
{
    // Found with and without diacritics, or search is not what it should be.
    private const string Text = "Kiểm tra triển khai";
    private const string Query = "trien khai";

    public static IReadOnlyList<SmokeCheck> All { get; } =
    [
        new("live", [], (trial, cancellationToken) => HealthAsync(trial, "health/live", cancellationToken)),
        new("ready", ["live"], (trial, cancellationToken) => HealthAsync(trial, "health/ready", cancellationToken)),
        new("info", ["live"], InfoAsync),
        new("sign-in", ["live"], SignInAsync),
        new("hub-messagepack", ["sign-in"], BinaryAsync),
        new("hub-json", ["sign-in"], JsonAsync),
        new("message", ["hub-messagepack", "hub-json"], MessageAsync),
        new("retry", ["message"], RetryAsync),
        new("sync", ["message"], SyncAsync),
        new("search", ["message"], SearchAsync),
        new("rest", ["message"], RestAsync),
        new("file", ["message"], SmokeFile.RunAsync),
        new("refresh", ["sign-in"], RefreshAsync),
        new("clean-up", ["hub-messagepack"], CleanUpAsync),
    ];

    private static async Task<string> HealthAsync(SmokeTrial trial, string path, CancellationToken cancellationToken)
    {
        using var answer = await trial.Http.GetAsync(path, cancellationToken);
        return answer.IsSuccessStatusCode
            ? $"{(int)answer.StatusCode}"
            : throw new HttpRequestException($"{path} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static async Task<string> InfoAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        var info = await trial.Http.GetFromJsonAsync<ServerInfo>("api/info", ChatJson.Wire, cancellationToken);
        return $"version {info!.Version}";
    }

    private static async Task<string> SignInAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        await trial.SignInAsync(cancellationToken);
        return trial.Sender.User.Username;
    }

    private static async Task<string> BinaryAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        trial.Sending = await trial.OpenBinaryAsync(cancellationToken);
        return (await trial.Sending.Hub.GetMe()).Username;
    }

    private static async Task<string> JsonAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        trial.Receiving = await trial.OpenJsonAsync(cancellationToken);
        return (await trial.Receiving.Hub.GetMe()).Username;
    }

    private static async Task<string> MessageAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        Guid[] others = trial.Receiver.User.Id == trial.Sender.User.Id ? [] : [trial.Receiver.User.Id];
        trial.Conversation = await trial.Sending.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "smoke", ParticipantIds = others });
        var since = trial.Clock.GetTimestamp();
        trial.Message = await trial.Sending.Hub.SendMessage(RequestOf(trial));
        var acknowledged = trial.Clock.GetElapsedTime(since);
        var told = await trial.Events.UntilAsync(trial.Message.Id, cancellationToken);
        if (told.Content != Text) { throw new InvalidDataException($"It arrived as \"{told.Content}\"."); }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"acknowledged after {acknowledged.TotalMilliseconds:0.0} ms, on the other connection after {trial.Clock.GetElapsedTime(since).TotalMilliseconds:0.0} ms");
    }

    private static SendMessageRequest RequestOf(SmokeTrial trial) =>
        new() { ConversationId = trial.Conversation.Id, ClientMessageId = $"{trial.Conversation.Id}", Content = Text };

    private static async Task<string> RetryAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        var again = await trial.Sending.Hub.SendMessage(RequestOf(trial)).WaitAsync(cancellationToken);
        return again.Id == trial.Message.Id ? "the same message" : throw new InvalidDataException("A message that was sent twice is there twice.");
    }

    private static async Task<string> SyncAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        var page = await trial.Receiving.Hub.Sync(new() { Known = [new() { ConversationId = trial.Conversation.Id, Revision = 0 }] }).WaitAsync(cancellationToken);
        var synced = page.Conversations.FirstOrDefault(one => one.Conversation.Id == trial.Conversation.Id);
        return synced?.Messages.Any(message => message.Id == trial.Message.Id) is true || page.More
            ? "what was missed comes"
            : throw new InvalidDataException("Sync does not bring the message.");
    }

    private static async Task<string> SearchAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        var page = await trial.Receiving.Hub.SearchMessages(new() { Query = Query, ConversationId = trial.Conversation.Id }).WaitAsync(cancellationToken);
        return page.Hits.Any(hit => hit.Message.Id == trial.Message.Id) ? $"\"{Text}\" by \"{Query}\"" : throw new InvalidDataException($"\"{Query}\" does not find \"{Text}\".");
    }

    private static async Task<string> RestAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        var page = await trial.GetAsync<MessagePage>($"api/conversations/{trial.Conversation.Id}/messages", cancellationToken);
        return page.Messages.Any(message => message.Id == trial.Message.Id) ? "the same message" : throw new InvalidDataException("REST does not know the message.");
    }

    private static async Task<string> RefreshAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        trial.Sender = await trial.RefreshAsync(cancellationToken);
        return "a new session";
    }

    private static async Task<string> CleanUpAsync(SmokeTrial trial, CancellationToken cancellationToken)
    {
        await trial.CleanUpAsync(cancellationToken);
        return "nothing is left behind";
    }
}
