using Chat.Client.Hub;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

public sealed class LimitsOfADay(LimitsOfADay.FrugalApp app) : IClassFixture<LimitsOfADay.FrugalApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_the_tokens_of_a_day_a_question_is_refused_until_tomorrow_and_nothing_is_written()
    {
        app.Provider.Script = call => call.SayAsync("Expensive.", tokensIn: 60, tokensOut: 50);
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "First.");
        var first = await device.EndedAsync(Token);

        // Its cost is written after its last word.
        while (true)
        {
            await using var used = app.Database.Source.CreateCommand($"SELECT count(*) FROM assistant_replies WHERE message_id = '{first.Id}' AND finished_at IS NOT NULL");
            if ((long)(await used.ExecuteScalarAsync(Token))! is 1) { break; }
        }

        var refused = await Assert.ThrowsAsync<ChatRefusedException>(() => device.AskAsync(tea, "Second."));
        Assert.Equal("rate_limited", refused.Code);
        Assert.Contains("100 tokens", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ends at", refused.Message, StringComparison.Ordinal);
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.Zero, TimeSpan.FromDays(1));
        Assert.Equal(2, (await device.Hub.GetConversation(new() { ConversationId = tea.Id })).LastSeq);

        var group = await device.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "tea" });
        await device.AskAsync(group, "And you, @assistant?");
        var page = await device.Hub.GetMessages(new() { ConversationId = group.Id });
        Assert.Equal([MessageStatus.Complete, MessageStatus.Failed], page.Messages.Select(one => one.Status));
        Assert.Contains("ends at", page.Messages[1].Content, StringComparison.Ordinal);
    }

    public sealed class FrugalApp : AssistantApp
    {
        protected override IReadOnlyList<string> More => ["--Chat:Assistant:TokensPerDay=100"];
    }
}
