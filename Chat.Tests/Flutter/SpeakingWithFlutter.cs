using System.Text.Json.Nodes;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Flutter;

/// <summary>Flutter's <c>signalr_netcore</c> sends what it sends, and gets nothing that it cannot decode.</summary>
public sealed class SpeakingWithFlutter(ChatApp app) : IClassFixture<ChatApp>
{
    private const int Many = 150;

    public static TheoryData<string, bool> Ways => new() { { "json", false }, { "json", true }, { "messagepack", false }, { "messagepack", true } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_app_registers_writes_and_hears_itself(string protocol, bool skipNegotiation)
    {
        using var flutter = await StartAsync(protocol, skipNegotiation);
        Assert.True((await flutter.NextAsync("Connected", Token)).ContainsKey("serverInfo"));
        var name = ChatApp.Unique("dart");

        var session = await AskAsync(flutter, "RegisterUser", new() { ["username"] = name, ["password"] = ChatApp.Password, ["displayName"] = "Đạt 🙂" });
        Assert.Equal(session["accessToken"]!.GetValue<string>(), (await flutter.NextAsync("signedin", Token))["accessToken"]!.GetValue<string>());
        Assert.Equal("Đạt 🙂", (await AskAsync(flutter, "GetMe"))["displayName"]!.GetValue<string>());
        var group = await AskAsync(flutter, "CreateConversation", new() { ["kind"] = "group", ["title"] = "Giờ trà" });

        // The largest there is, in letters of three bytes.
        var text = new string('ế', 8_000);
        var sent = await AskAsync(flutter, "SendMessage", Message(group, text));
        Assert.Equal((text, 1), (sent["content"]!.GetValue<string>(), sent["seq"]!.GetValue<long>()));
        Assert.Equal(text, (await flutter.NextAsync("MessageReceived", Token))["content"]!.GetValue<string>());

        await flutter.PingAsync(Token);
        Assert.Null((await flutter.InvokeAsync("MarkRead", new() { ["conversationId"] = group["id"]!.GetValue<string>(), ["seq"] = 1 }, Token)).Error);
        Assert.Equal(1, (await flutter.NextAsync("ReadMoved", Token))["seq"]!.GetValue<long>());
        Assert.Equal(text, (await AskAsync(flutter, "GetMessages", new() { ["conversationId"] = group["id"]!.GetValue<string>(), ["limit"] = 200 }))
            ["messages"]![0]!["content"]!.GetValue<string>());
        Assert.StartsWith("not_found: ", (await flutter.InvokeAsync("GetConversation", new() { ["conversationId"] = $"{Guid.NewGuid()}" }, Token)).Error, StringComparison.Ordinal);
        Assert.NotNull((await flutter.InvokeAsync("NoSuchMethod", null, Token)).Error);
        Assert.Equal(name, (await AskAsync(flutter, "GetMe"))["username"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_others_write_quickly_comes_in_whole_pieces_and_in_order(string protocol, bool skipNegotiation)
    {
        var (dart, ada) = (await app.RegisterAsync("dart", Token), await app.RegisterAsync("ada", Token));
        using var flutter = await StartAsync(protocol, skipNegotiation, dart.AccessToken, inAddress: skipNegotiation);
        await using var other = await app.ConnectAsync(ada, Token);
        var group = await other.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "fast", ParticipantIds = [dart.User.Id] });

        // More than one piece of any buffer on the way, small and large ones mixed.
        var sending = Task.WhenAll(Enumerable.Range(0, Many).Select(number => other.Hub.SendMessage(
            new() { ConversationId = group.Id, ClientMessageId = $"{number}", Content = new('x', 1 + (number % 7 * 1_100)) })));
        for (var seq = 1; seq <= Many; seq++) { Assert.Equal(seq, (await flutter.NextAsync("MessageReceived", Token))["seq"]!.GetValue<long>()); }

        Assert.Equal(Many, (await sending).Length);
    }

    private Task<FlutterClient> StartAsync(string protocol, bool skipNegotiation, string? token = null, bool inAddress = false) =>
        FlutterClient.StartAsync(app.Address, protocol is "json" ? new FlutterJson() : new FlutterMessagePack(), skipNegotiation, token, inAddress, Token);

    private static async Task<JsonObject> AskAsync(FlutterClient flutter, string method, JsonObject? argument = null)
    {
        var (result, error) = await flutter.InvokeAsync(method, argument, Token);
        Assert.Null(error);
        return result!.AsObject();
    }

    private static JsonObject Message(JsonObject conversation, string text) =>
        new() { ["conversationId"] = conversation["id"]!.GetValue<string>(), ["clientMessageId"] = $"{Guid.NewGuid()}", ["content"] = text };
}
