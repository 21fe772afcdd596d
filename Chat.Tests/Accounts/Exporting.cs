using System.Net.Http.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Wire;
using Chat.Tests.Running;

namespace Chat.Tests.Accounts;

public sealed class Exporting(Exporting.Unlimited app) : IClassFixture<Exporting.Unlimited>
{
    // More than two pages of the database and many of the network.
    private const int Many = 1_100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_holds_all_that_somebody_wrote_and_nothing_that_others_did()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var adas = await app.ConnectAsync(ada, Token);
        await using var bobs = await app.ConnectAsync(bob, Token);
        var (tea, left) = (await GroupAsync(bobs, "tea", ada), await GroupAsync(bobs, "left", ada));
        await SayAsync(bobs, tea, "bob's own", "b");
        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => SayAsync(adas, tea, $"<tea> \"{number}\" ế", $"{number}")));
        var deleted = await adas.Hub.SendMessage(new() { ConversationId = tea, ClientMessageId = "regretted", Content = "regretted" });
        await adas.Hub.DeleteMessage(new() { MessageId = deleted.Id });
        await SayAsync(adas, left, "before I left", "left");
        await adas.Hub.RemoveParticipant(new() { ConversationId = left, UserId = ada.User.Id });

        using var http = app.Http(ada);
        using var answer = await http.GetAsync("/api/me/export", Token);
        var export = (await answer.Content.ReadFromJsonAsync<AccountExport>(ChatJson.Wire, Token))!;

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(ada.User, export.User);
        Assert.Single(export.Sessions);
        var expected = Enumerable.Range(0, Many).Select(number => $"<tea> \"{number}\" ế").Append("before I left").Order(StringComparer.Ordinal);
        Assert.Equal(expected, export.Messages.Select(message => message.Content).Order(StringComparer.Ordinal));
        Assert.All(export.Messages, message => Assert.Equal(ada.User.Id, message.SenderId));
        Assert.Equal(left, Assert.Single(export.Messages, message => message.Content is "before I left").ConversationId);
    }

    [Fact]
    public async Task Who_wrote_nothing_has_an_export_all_the_same_and_nobody_has_none()
    {
        using var http = app.Http(await app.RegisterAsync("ada", Token));
        using var nobody = app.Http();

        Assert.Empty((await http.GetFromJsonAsync<AccountExport>("/api/me/export", ChatJson.Wire, Token))!.Messages);
        Assert.Equal((401, "unauthenticated"), await Asking.ProblemOfAsync(await nobody.GetAsync("/api/me/export", Token), Token));
    }

    public sealed class Unlimited : ChatApp
    {
        protected override IReadOnlyList<string> Settings => ["--Chat:Limits:Enabled=false"];
    }

    private static async Task<Guid> GroupAsync(TestConnection owner, string title, Session with) =>
        (await owner.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = title, ParticipantIds = [with.User.Id] })).Id;

    private static Task SayAsync(TestConnection sender, Guid conversation, string text, string id) =>
        sender.Hub.SendMessage(new() { ConversationId = conversation, ClientMessageId = id, Content = text });
}
