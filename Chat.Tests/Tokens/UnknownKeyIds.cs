using System.Security.Cryptography;
using Chat.Core.Tokens.Own;
using Chat.Tests.Running;

namespace Chat.Tests.Tokens;

/// <summary>Somebody sends tokens with invented key ids, to make this server ask its database.</summary>
public sealed class UnknownKeyIds
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_id_is_looked_up_once_and_again_after_a_while()
    {
        using var node = new TokenNode();
        var token = Invented(node);
        for (var i = 0; i < 50; i++) { Assert.Equal("unauthenticated", await node.AnswerAsync(token)); }

        Assert.Equal(1, node.Store.Readings);
        node.Clock.Advance(UnknownIds.Lifetime);
        Assert.Equal("unauthenticated", await node.AnswerAsync(token));
        Assert.Equal(2, node.Store.Readings);
    }

    [Fact]
    public async Task A_thousand_at_once_are_two_readings_of_the_database()
    {
        using var node = new TokenNode();
        node.Store.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = node.AnswerAsync(Invented(node));
        var tokens = Enumerable.Range(0, 1_000).Select(_ => Invented(node)).ToList();
        Task<string>[] answers = [first, .. tokens.Select(node.AnswerAsync)];
        Assert.Equal(1, node.Store.Readings);

        // The first reading may have begun before the others' keys were in the table, so they share a second one.
        node.Store.Hold.SetResult();
        await first.WaitAsync(Waiting.Limit, Token);
        await Waiting.UntilAsync("the second reading keeps its distance", () => node.Clock.Waiting > 0, Token);
        node.Clock.Advance(PublicHalves.Distance);
        Assert.All(await Task.WhenAll(answers).WaitAsync(Waiting.Limit, Token), a => Assert.Equal("unauthenticated", a));
        Assert.Equal(2, node.Store.Readings);
    }

    [Fact]
    public async Task Readings_keep_their_distance()
    {
        using var node = new TokenNode();
        await node.AnswerAsync(Invented(node));
        var second = node.AnswerAsync(Invented(node));

        node.Clock.Advance(PublicHalves.Distance - TimeSpan.FromTicks(1));
        Assert.False(second.IsCompleted);
        Assert.Equal(1, node.Store.Readings);
        node.Clock.Advance(TimeSpan.FromTicks(1));
        await second.WaitAsync(Waiting.Limit, Token);
        Assert.Equal(2, node.Store.Readings);
    }

    [Fact]
    public async Task Two_tokens_of_a_new_key_need_one_reading()
    {
        using var node = new TokenNode();
        var good = (await node.IssueAsync()).Value;
        node.Store.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string>[] answers = [node.AnswerAsync(good), node.AnswerAsync(good)];
        node.Store.Hold.SetResult();
        Assert.Equal(["ok", "ok"], await Task.WhenAll(answers));
        Assert.Equal(1, node.Store.Readings);
    }

    [Fact]
    public async Task Known_tokens_do_not_wait_behind_invented_ones()
    {
        using var node = new TokenNode();
        var good = (await node.IssueAsync()).Value;
        Assert.Equal("ok", await node.AnswerAsync(good));
        node.Clock.Advance(PublicHalves.Distance);
        node.Store.Hold = new();
        var bad = node.AnswerAsync(Invented(node));
        Assert.Equal("ok", await node.AnswerAsync(good).WaitAsync(Waiting.Limit, Token));
        Assert.False(bad.IsCompleted);
        node.Store.Hold.SetResult();
        Assert.Equal("unauthenticated", await bad.WaitAsync(Waiting.Limit, Token));
    }

    [Fact]
    public async Task A_failed_reading_fails_for_all_who_waited_and_not_for_the_next()
    {
        using var node = new TokenNode();
        var good = (await node.IssueAsync()).Value;
        node.Store.IsAway = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => node.AnswerAsync(good));
        node.Store.IsAway = false;
        node.Clock.Advance(PublicHalves.Distance);
        Assert.Equal("ok", await node.AnswerAsync(good));
    }

    [Fact]
    public void What_is_remembered_of_them_is_bounded()
    {
        var clock = new Fakes.FakeClock();
        var ids = new UnknownIds(clock);
        for (var i = 0; i < UnknownIds.Capacity + 1; i++) { ids.Add($"id {i}"); }

        Assert.True(ids.Contains($"id {UnknownIds.Capacity - 1}"));
        Assert.False(ids.Contains($"id {UnknownIds.Capacity}"));
        clock.Advance(UnknownIds.Lifetime);
        ids.Add("young");
        Assert.True(ids.Contains("young"));
        Assert.False(ids.Contains("id 0"));
    }

    private static string Invented(TokenNode node)
    {
        var id = Forge.Base64Url(RandomNumberGenerator.GetBytes(32));
        var now = node.Clock.GetUtcNow().ToUnixTimeSeconds();
        return Forge.Sign(
            $$"""{"alg":"ES256","kid":"{{id}}"}""", $$"""{"iss":"chat","aud":"chat","exp":{{now + 900}}}""", _ => new byte[64]);
    }
}
