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

        var answer = await asBob.PostAsync<Message>($"{at}/messages", new { clientMessageId = "1", content = "hi", replyTo = sent.Id }, Token);
        using var read = await asBob.PostAsJsonAsync($"{at}/read", new { seq = 1 }, Token);
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
        var group = await http.PostAsync<Conversation>("/api/conversations", new { kind = "group", title = "tea" }, Token);

        Assert.Equal((400, "invalid"), await Asking.ProblemOfAsync(await http.GetAsync($"/api/conversations/{group.Id}/messages?{query}", Token), Token));
    }

    [Fact]
    public async Task Bodies_without_what_is_needed_are_refused()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);
        var group = await http.PostAsync<Conversation>("/api/conversations", new { kind = "group", title = "tea" }, Token);
        var at = $"/api/conversations/{group.Id}";

        Assert.Equal((400, "invalid"), await http.RefusedAsync($"{at}/messages", new { content = "x" }, Token));
        Assert.Equal((400, "invalid"), await http.RefusedAsync($"{at}/messages", new { clientMessageId = "1", content = (string?)null }, Token));
        Assert.Equal((400, "invalid"), await http.RefusedAsync($"{at}/read", new { seq = 1 }, Token));
        Assert.Equal((400, "invalid"), await http.RefusedAsync($"{at}/read", new { seq = "one" }, Token));
        Assert.Equal((400, "invalid"), await http.RefusedAsync("/api/conversations", new { kind = "party" }, Token));
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, ChatJson.Wire);
}
