using System.Net;
using System.Net.Http.Json;
using Chat.Contracts.Assistant;
using Chat.Contracts.Wire;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

public sealed class CountingCosts(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_sees_what_each_reply_cost_and_who_used_how_much_and_nobody_else_does()
    {
        var admin = await app.RegisterAsync("admin", Token);
        var ada = await app.RegisterAsync("ada", Token);
        await using var device = await app.ConnectAsync(ada, Token);
        app.Provider.Script = call => call.SayAsync("Counted.", tokensIn: 30, tokensOut: 7);
        var tea = await device.TalkAsync();
        await device.AskAsync(tea, "Count.");
        var counted = await device.EndedAsync(Token);
        var record = await FinishedAsync(admin, counted.Id);
        app.Provider.Script = async call =>
        {
            // One that does not say what it used.
            await call.PieceAsync("Estimated, and not for free.");
            await call.RawAsync("data: [DONE]\n\n");
        };
        await device.AskAsync(tea, "And now?");
        var estimated = await FinishedAsync(admin, (await device.EndedAsync(Token)).Id);

        Assert.Equal((30L, 7L, "complete", ada.User.Id, tea.Id), (record.TokensIn, record.TokensOut, record.Status, record.AskerId, record.ConversationId));
        Assert.StartsWith("scripted at", record.Model, StringComparison.Ordinal);
        Assert.True(record.FirstTokenMs >= 0);
        Assert.True(estimated.TokensIn > 0 && estimated.TokensOut > 0);

        using var http = app.Http(admin);
        var report = (await http.GetFromJsonAsync<UsageReport>("/api/admin/assistant/usage?days=2", ChatJson.Wire, Token))!;
        var used = Assert.Single(report.Days, one => one.User.Id == ada.User.Id);
        Assert.Equal((2L, 30 + estimated.TokensIn, 7 + estimated.TokensOut), (used.Replies, used.TokensIn, used.TokensOut));

        var figures = await http.GetStringAsync("/metrics", Token);
        Assert.Contains("chat_assistant_first_tokens", figures, StringComparison.Ordinal);
        Assert.Contains("chat_assistant_tokens", figures, StringComparison.Ordinal);

        using var stranger = app.Http(ada);
        foreach (var address in (string[])["/api/admin/assistant/usage", "/api/admin/assistant/replies"])
        {
            using var answer = await stranger.GetAsync(address, Token);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    /// <summary>The cost is written after the last word.</summary>
    private async Task<ReplyRecord> FinishedAsync(Contracts.Accounts.Session admin, Guid reply)
    {
        using var http = app.Http(admin);
        return await Waiting.ForAsync(
            "the cost of the reply is written",
            async () =>
            {
                var page = await http.GetFromJsonAsync<ReplyRecordPage>("/api/admin/assistant/replies?limit=10", ChatJson.Wire, Token);
                return page!.Replies.FirstOrDefault(one => one.MessageId == reply && one.FinishedAt is not null);
            }, Token);
    }
}
