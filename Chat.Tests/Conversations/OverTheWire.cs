using System.Net.Http.Json;
using System.Text.Json;
using Chat.Client.Connecting;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Tests.Running;

namespace Chat.Tests.Conversations;

public sealed class OverTheWire(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireEncoding.MessagePack)]
    [InlineData(WireEncoding.Json)]
    public async Task The_hub_and_REST_are_two_faces_of_the_same(WireEncoding encoding)
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var asAda = await app.ConnectAsync(ada, Token, encoding);
        using var asBob = app.Http(bob);
        var chat = await asAda.Hub.CreateConversation(new() { Kind = ConversationKind.Private, ParticipantIds = [bob.User.Id] });
        var sent = await asAda.Hub.SendMessage(new() { ConversationId = chat.Id, ClientMessageId = "1", Content = "Xin chào 👋" });
        var at = $"/api/conversations/{chat.Id}";

        var answer = await SendAsync<Message>(asBob, $"{at}/messages", $$"""{"clientMessageId":"1","content":"hi","replyTo":"{{sent.Id}}"}""");
        using var read = await asBob.PostAsync($"{at}/read", Body("""{"seq":1}"""), Token);
        var list = await asBob.GetFromJsonAsync<ConversationPage>("/api/conversations?limit=5&kind=private", ChatJson.Wire, Token);
        var page = await asBob.GetFromJsonAsync<MessagePage>($"{at}/messages?limit=1&offset=1", ChatJson.Wire, Token);
        var synced = await asAda.Hub.Sync(new() { Known = [new() { ConversationId = chat.Id, Revision = chat.Revision }] });

        Assert.True(read.IsSuccessStatusCode);
        Assert.Equal((2L, 0L), (Assert.Single(list!.Conversations).LastSeq, list.Conversations[0].UnreadCount));
        Assert.Equal(Text(sent), Text(Assert.Single(page!.Messages)));
        Assert.Equal([Text(sent), Text(answer)], Assert.Single(synced.Conversations).Messages.Select(Text));
        Assert.Equal(4, synced.Conversations[0].Conversation.Revision);
        using var cleared = await asBob.DeleteAsync($"{at}/messages", Token);
        using var hidden = await asBob.DeleteAsync(at, Token);
        Assert.True(cleared.IsSuccessStatusCode && hidden.IsSuccessStatusCode);
        Assert.Empty((await asBob.GetFromJsonAsync<ConversationPage>("/api/conversations", ChatJson.Wire, Token))!.Conversations);
        Assert.Equal(2, (await asAda.Hub.GetMessages(new() { ConversationId = chat.Id })).Messages.Count);
    }

    [Fact]
    public async Task Messages_sent_without_waiting_keep_their_order_also_when_some_take_longer_to_check()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var asAda = await app.ConnectAsync(ada, Token);
        var chat = await asAda.Hub.CreateConversation(new() { Kind = ConversationKind.Private, ParticipantIds = [bob.User.Id] });

        // Who is named is looked up in the database; the others need nothing before they have their place.
        var sent = await Task.WhenAll(Enumerable.Range(1, 60).Select(at => asAda.Hub.SendMessage(
            new() { ConversationId = chat.Id, ClientMessageId = $"{at}", Content = at % 3 is 0 ? $"{at} @{bob.User.Username}" : $"{at}" })));

        Assert.Equal(Enumerable.Range(1, 60).Select(at => (long)at), sent.Select(one => one.Seq));
    }

    [Theory]
    [InlineData("before=-1")]
    [InlineData("after=9223372036854775808")]
    [InlineData("limit=0")]
    [InlineData("offset=-5")]
    [InlineData("before=x")]
    public async Task Pages_that_cannot_be_are_refused(string query)
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);
        var group = await SendAsync<Conversation>(http, "/api/conversations", """{"kind":"group","title":"tea"}""");

        Assert.Equal((400, "invalid"), await Asking.ProblemOfAsync(await http.GetAsync($"/api/conversations/{group.Id}/messages?{query}", Token), Token));
    }

    [Fact]
    public async Task Bodies_without_what_is_needed_are_refused()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);
        var group = await SendAsync<Conversation>(http, "/api/conversations", """{"kind":"group","title":"tea"}""");
        var at = $"/api/conversations/{group.Id}";

        Assert.Equal((400, "invalid"), await RefusedAsync(http, $"{at}/messages", """{"content":"x"}"""));
        Assert.Equal((400, "invalid"), await RefusedAsync(http, $"{at}/messages", """{"clientMessageId":"1","content":null}"""));
        Assert.Equal((400, "invalid"), await RefusedAsync(http, $"{at}/read", """{"seq":1}"""));
        Assert.Equal((400, "invalid"), await RefusedAsync(http, $"{at}/read", """{"seq":"one"}"""));
        Assert.Equal((400, "invalid"), await RefusedAsync(http, $"{at}/messages", "[]"));
        Assert.Equal((400, "invalid"), await RefusedAsync(http, $"{at}/messages", "{"));
        Assert.Equal((400, "invalid"), await RefusedAsync(http, "/api/conversations", """{"kind":"party"}"""));
    }

    private static StringContent Body(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private static async Task<T> SendAsync<T>(HttpClient http, string path, string json)
    {
        using var answer = await http.PostAsync(path, Body(json), Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return (await answer.Content.ReadFromJsonAsync<T>(ChatJson.Wire, Token))!;
    }

    private static async Task<(int Status, string Code)> RefusedAsync(HttpClient http, string path, string json) =>
        await Asking.ProblemOfAsync(await http.PostAsync(path, Body(json), Token), Token);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, ChatJson.Wire);
}
