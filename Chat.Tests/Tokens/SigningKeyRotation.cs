using Chat.Core.Tokens.Jose;
using Chat.Core.Tokens.Own;
using Chat.Tests.Fakes;

namespace Chat.Tests.Tokens;

public sealed class SigningKeyRotation
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_month_new_tokens_have_a_new_key_and_old_ones_live_to_their_end()
    {
        using var node = new TokenNode();
        await node.Ring.StartAsync(Token);
        node.Clock.Advance(Period - TimeSpan.FromMinutes(1));
        var old = (await node.IssueAsync()).Value;
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        var young = (await node.IssueAsync()).Value;

        Assert.NotEqual(KeyId(old), KeyId(young));
        Assert.Equal("ok", await node.AnswerAsync(young));
        node.Clock.Advance(TimeSpan.FromMinutes(13));
        Assert.Equal("ok", await node.AnswerAsync(old));
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("expired", await node.AnswerAsync(old));
    }

    [Fact]
    public async Task The_period_is_a_setting()
    {
        using var node = new TokenNode(settings: ("SigningKeyDays", "1"));
        var first = (await node.IssueAsync()).Value;
        node.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(KeyId(first), KeyId((await node.IssueAsync()).Value));
    }

    [Fact]
    public async Task A_public_half_goes_when_nothing_signed_with_it_is_alive()
    {
        using var node = new TokenNode();
        var first = KeyId((await node.IssueAsync()).Value);
        node.Clock.Advance(Period);
        await node.IssueAsync();
        Assert.Contains(node.Store.Rows, k => k.Id == first);
        node.Clock.Advance(Period);
        await node.IssueAsync();
        Assert.DoesNotContain(node.Store.Rows, k => k.Id == first);
        Assert.Equal(2, node.Store.Rows.Count);
    }

    [Fact]
    public async Task A_replaced_private_half_is_deleted()
    {
        using var node = new TokenNode();
        var first = KeyId((await node.IssueAsync()).Value);
        Assert.True(File.Exists(Path.Combine(node.Secrets, $"signing-{first}.pem")));
        node.Clock.Advance(Period);
        var second = KeyId((await node.IssueAsync()).Value);
        Assert.Equal([$"signing-{second}.pem"], Directory.GetFiles(node.Secrets).Select(Path.GetFileName));
    }

    [Fact]
    public async Task While_the_database_is_away_an_old_key_goes_on_for_a_day()
    {
        using var node = new TokenNode();
        var first = (await node.IssueAsync()).Value;
        node.Store.IsAway = true;
        node.Clock.Advance(Period + NodeKey.Grace - TimeSpan.FromMinutes(2));
        var late = await node.IssueAsync();
        Assert.Equal(KeyId(first), KeyId(late.Value));
        Assert.All(node.Store.Rows, k => Assert.True(k.ExpiresAt > late.ExpiresAt));

        node.Clock.Advance(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<IOException>(node.IssueAsync);

        node.Store.IsAway = false;
        Assert.NotEqual(KeyId(first), KeyId((await node.IssueAsync()).Value));
    }

    [Fact]
    public async Task A_token_never_outlives_its_public_half()
    {
        using var node = new TokenNode();
        await node.Ring.StartAsync(Token);
        node.Store.IsAway = true;
        node.Clock.Advance(Period + NodeKey.Grace - TimeSpan.FromSeconds(61));
        var last = (await node.IssueAsync()).Value;
        node.Store.IsAway = false;

        using var other = new TokenNode(node.Clock, node.Store);
        node.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal("ok", await other.AnswerAsync(last));
    }

    [Fact]
    public async Task Many_sign_ins_at_once_make_one_key()
    {
        using var node = new TokenNode();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(node.IssueAsync)));
        Assert.Single(tokens.Select(t => KeyId(t.Value)).Distinct());
        Assert.Single(node.Store.Rows);
        Assert.Equal(0, node.Store.Readings);
    }

    [Fact]
    public async Task Tokens_are_made_and_checked_from_many_threads()
    {
        using var node = new TokenNode();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
            await node.AnswerAsync((await node.IssueAsync()).Value))));
        Assert.All(answers, answer => Assert.Equal("ok", answer));
    }

    private static string KeyId(string token) => Jws.Read(token)!.Header.KeyId!;
}
