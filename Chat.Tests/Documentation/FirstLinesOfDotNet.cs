using System.Text.Json;
using Chat.Client;
using Chat.Client.Connecting;
using Chat.Client.Saving;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Wire;
using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Tests.Documentation;

/// <summary>What docs/clients.md shows is what is compiled and run here, letter by letter but for the server's address.</summary>
public sealed class FirstLinesOfDotNet(ChatApp app) : IClassFixture<ChatApp>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chat-first-").FullName;

    private static CancellationToken cancellationToken => TestContext.Current.CancellationToken;

    private string Hub => $"{app.Address}hubs/chat";

    [Fact]
    public async Task Those_of_the_client_run_as_they_are_shown()
    {
        AssertShown(".NET: Chat.Client", "The client", ("app.Address", "new Uri(\"http://localhost:5000\")"));

        // The client begins.
        await using var chat = await ChatClient.StartAsync(
            new()
            {
                Server = new RemoteServer(app.Address),
                Session = new JsonFilePersistence<Session>(Path.Combine(folder, "session.json")),      // nobody signs in at each start
                Outbox = new JsonFilePersistence<SavedOutbox>(Path.Combine(folder, "outbox.json")),    // what is written offline goes later
                State = new JsonFilePersistence<SavedState>(Path.Combine(folder, "state.json")),       // and only the rest is fetched
            }, cancellationToken);
        if (chat.User is null) { await chat.RegisterAsync(new() { Username = "ada", Password = "correct horse 9 battery" }, cancellationToken); }

        chat.Changed += change => Console.WriteLine($"{change.Conversations.Count} conversations changed");
        var tea = await chat.CreateConversationAsync(new() { Kind = ConversationKind.Group, Title = "Tea" }, cancellationToken);
        var sent = await (await chat.SendAsync(tea.Id, "Is the kettle on?", cancellationToken)).Sent;
        await chat.CurrentAsync(cancellationToken);
        Console.WriteLine(chat.State.Find(tea.Id)!.Messages.Single(message => message.Id == sent.Id).Content);
        // The client ends.

        Assert.Equal(1, sent.Seq);
    }

    [Fact]
    public async Task Those_of_the_official_client_run_as_they_are_shown()
    {
        AssertShown(".NET: the official client", "The official client", ("Hub", "\"http://localhost:5000/hubs/chat\""));

        // The official client begins.
        await using var hub = new HubConnectionBuilder()
            .WithUrl(Hub)
            .WithAutomaticReconnect()
            .Build();
        hub.On<JsonElement>("MessageReceived", message => Console.WriteLine(message.GetProperty("content").GetString()));
        await hub.StartAsync(cancellationToken);

        var session = await hub.InvokeAsync<JsonElement>("RegisterUser", new { username = "grace", password = "correct horse 9 battery" }, cancellationToken);
        var tea = await hub.InvokeAsync<JsonElement>("CreateConversation", new { kind = "group", title = "Tea" }, cancellationToken);
        var message = new { conversationId = tea.GetProperty("id"), clientMessageId = Guid.CreateVersion7(), content = "Is the kettle on?" };
        var sent = await hub.InvokeAsync<JsonElement>("SendMessage", message, cancellationToken);
        // The official client ends.

        Assert.Equal(session.GetProperty("user").GetProperty("id").GetString(), sent.GetProperty("senderId").GetString());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertShown(string heading, string name, (string Here, string There) address) => Assert.Equal(
        Page.Code("docs/clients.md", heading),
        Page.Marked("Chat.Tests/Documentation/FirstLinesOfDotNet.cs", name).Replace($"({address.Here})", $"({address.There})", StringComparison.Ordinal));
}
