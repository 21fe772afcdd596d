using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Tests.Conversations;

/// <summary>Every method that takes a conversation or a message answers about others' as about none at all.</summary>
public sealed class StrangersIds(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Methods => [.. typeof(IChatHub).GetMethods().Where(method => NamesOf(method).Any()).Select(method => method.Name)];

    [Fact]
    public void There_are_methods_to_try() => Assert.True(Methods.Count >= 14);

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_strangers_id_is_as_unknown_as_any(string method)
    {
        var (ada, bob, eve) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token), await app.RegisterAsync("eve", Token));
        await using var asAda = await app.ConnectAsync(ada, Token);
        await using var asEve = await app.ConnectAsync(eve, Token);
        var group = await asAda.Hub.CreateConversation(new() { Kind = Contracts.Conversations.ConversationKind.Group, Title = "tea", ParticipantIds = [bob.User.Id] });
        var message = await asAda.Hub.SendMessage(new() { ConversationId = group.Id, ClientMessageId = "1", Content = "secret" });

        var foreign = await AskAsync(asEve, method, group.Id, message.Id, eve.User);
        var unknown = await AskAsync(asEve, method, Guid.NewGuid(), Guid.NewGuid(), eve.User);

        Assert.Equal(unknown, foreign);
        Assert.StartsWith("not_found: ", foreign, StringComparison.Ordinal);
        Assert.Equal(group.Revision + 1, (await asAda.Hub.GetConversation(new() { ConversationId = group.Id })).Revision);
    }

    [Fact]
    public async Task Over_REST_as_well()
    {
        var (ada, eve) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("eve", Token));
        await using var asAda = await app.ConnectAsync(ada, Token);
        using var http = app.Http(eve);
        var group = await asAda.Hub.CreateConversation(new() { Kind = Contracts.Conversations.ConversationKind.Group, Title = "tea" });
        foreach (var id in (Guid[])[group.Id, Guid.NewGuid()])
        {
            var at = $"/api/conversations/{id}";
            Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(await http.GetAsync(at, Token), Token));
            Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(await http.DeleteAsync(at, Token), Token));
            Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(await http.GetAsync($"{at}/messages", Token), Token));
            Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(await http.DeleteAsync($"{at}/messages", Token), Token));
            Assert.Equal((404, "not_found"), await RefusedAsync(http, $"{at}/messages", """{"clientMessageId":"1","content":"x"}"""));
            Assert.Equal((404, "not_found"), await RefusedAsync(http, $"{at}/read", """{"seq":0}"""));
        }
    }

    private static async Task<(int Status, string Code)> RefusedAsync(HttpClient http, string path, string json) =>
        await Asking.ProblemOfAsync(await http.PostAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Token), Token);

    private static async Task<string> AskAsync(TestConnection connection, string method, Guid conversation, Guid message, User self)
    {
        var type = typeof(IChatHub).GetMethod(method)!.GetParameters()[0].ParameterType;
        var body = new JsonObject();
        foreach (var property in type.GetProperties().Where(one => one.CanWrite))
        {
            if (Filler(property, conversation, message, self) is { } value) { body[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = value; }
        }

        var request = body.Deserialize(type, ChatJson.Wire);
        var refusal = await Assert.ThrowsAsync<HubException>(() => connection.Raw.InvokeCoreAsync(method, [request], Token));
        return refusal.Message;
    }

    private static JsonNode? Filler(PropertyInfo property, Guid conversation, Guid message, User self) => property.Name switch
    {
        nameof(SendMessageRequest.ConversationId) => conversation.ToString(),
        nameof(MessageRequest.MessageId) => message.ToString(),
        nameof(ReactRequest.Emoji) => "👍",
        "ReplyTo" or "AttachmentIds" or "Type" or "Emotion" or "Before" or "After" or "Limit" or "IfUnansweredSince" => null,
        _ when property.PropertyType == typeof(string) => "x y",
        _ when property.PropertyType == typeof(Guid) => self.Id.ToString(),
        _ when property.PropertyType == typeof(bool) => true,
        _ when property.PropertyType == typeof(long) => 0,
        _ when property.PropertyType == typeof(IReadOnlyList<Guid>) => new JsonArray(self.Id.ToString()),
        _ => null,
    };

    private static IEnumerable<string> NamesOf(MethodInfo method) => method.GetParameters().Take(1)
        .SelectMany(request => request.ParameterType.GetProperties())
        .Select(property => property.Name).Where(name => name is "ConversationId" or "MessageId");
}
