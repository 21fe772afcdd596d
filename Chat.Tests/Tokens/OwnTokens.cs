using System.Text.Json;
using Chat.Core.Results;
using Chat.Core.Tokens;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

public sealed class OwnTokens
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_says_whose_it_is_and_for_how_long()
    {
        using var node = new TokenNode();
        var token = await node.IssueAsync();
        var claims = (await node.CheckAsync(token.Value)).Match(c => c, r => throw new InvalidOperationException(r.Code));

        Assert.Equal(new TokenClaims.Own(TokenNode.Ada.Id, TokenNode.AdasFamily, node.Clock.GetUtcNow().AddMinutes(15)), claims);
        Assert.Equal(claims.ExpiresAt, token.ExpiresAt);
    }

    [Fact]
    public async Task A_token_has_the_claims_that_others_rely_on()
    {
        using var node = new TokenNode();
        var token = (await node.IssueAsync()).Value;
        var other = (await node.IssueAsync()).Value;
        var claims = JsonDocument.Parse(Forge.PayloadOf(token)).RootElement;
        var now = node.Clock.GetUtcNow().ToUnixTimeSeconds();

        Assert.Equal("chat", claims.GetProperty("iss").GetString());
        Assert.Equal("chat", claims.GetProperty("aud").GetString());
        Assert.Equal(now, claims.GetProperty("iat").GetInt64());
        Assert.Equal(now + 900, claims.GetProperty("exp").GetInt64());
        Assert.NotEqual(
            claims.GetProperty("jti").GetString(), JsonDocument.Parse(Forge.PayloadOf(other)).RootElement.GetProperty("jti").GetString());
        Assert.Equal(new JwsHeader("ES256", Assert.Single(node.Store.Rows).Id), Jws.Read(token)!.Header);
    }

    [Fact]
    public async Task A_token_ends_to_the_second()
    {
        using var node = new TokenNode();
        var token = (await node.IssueAsync()).Value;

        node.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        Assert.Equal("ok", await node.AnswerAsync(token));
        node.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("expired", await node.AnswerAsync(token));
    }

    [Fact]
    public async Task A_fraction_of_a_second_is_not_promised()
    {
        using var node = new TokenNode();
        node.Clock.Advance(TimeSpan.FromMilliseconds(700));
        var token = await node.IssueAsync();
        var claims = (await node.CheckAsync(token.Value)).Match(c => c, r => throw new InvalidOperationException(r.Code));
        Assert.Equal(claims.ExpiresAt, token.ExpiresAt);
    }

    [Fact]
    public async Task A_node_whose_clock_is_half_a_minute_late_takes_a_new_token()
    {
        using var node = new TokenNode();
        var early = new Fakes.FakeClock(node.Clock.GetUtcNow() - TimeSpan.FromSeconds(30));
        using var late = new TokenNode(early, node.Store);
        using var later = new TokenNode(new(early.GetUtcNow() - TimeSpan.FromSeconds(1)), node.Store);
        var token = (await node.IssueAsync()).Value;

        Assert.Equal("ok", await late.AnswerAsync(token));
        Assert.Equal("unauthenticated", await later.AnswerAsync(token));
    }

    [Fact]
    public async Task A_token_of_another_server_is_refused()
    {
        using var node = new TokenNode();
        using var other = new TokenNode(node.Clock);
        var token = (await other.IssueAsync()).Value;

        Assert.Equal("ok", await other.AnswerAsync(token));
        Assert.Equal("unauthenticated", await node.AnswerAsync(token));
    }

    [Fact]
    public async Task A_token_that_borrows_the_id_of_a_known_key_is_refused()
    {
        using var node = new TokenNode();
        using var other = new TokenNode(node.Clock);
        await node.Ring.StartAsync(Token);
        await other.Ring.StartAsync(Token);
        var known = (await node.Ring.CurrentAsync(Token)).Id;
        var foreign = await other.Ring.CurrentAsync(Token);
        var header = $$"""{"alg":"ES256","kid":"{{known}}"}""";
        var payload = Forge.PayloadOf((await node.IssueAsync()).Value);

        Assert.Equal("unauthenticated", await node.AnswerAsync(Forge.Sign(header, payload, foreign.Sign)));
        var own = await node.Ring.CurrentAsync(Token);
        Assert.Equal("ok", await node.AnswerAsync(Forge.Sign(header, payload, own.Sign)));
    }

    [Fact]
    public async Task No_refusal_says_more_than_another()
    {
        using var node = new TokenNode();
        var token = (await node.IssueAsync()).Value;
        string[] bad = ["", "a.b.c", Forge.Changed(token, 2, s => new string('A', s.Length)), Forge.Changed(token, 0, _ => "e30")];
        var refusals = new List<Refusal>();
        foreach (var one in bad) { refusals.Add((await node.CheckAsync(one)).Match(_ => throw new InvalidOperationException(), r => r)); }

        Assert.Equal("unauthenticated", Assert.Single(refusals.Distinct()).Code);
    }

    [Fact]
    public async Task Everybody_can_read_the_public_keys_and_nothing_else()
    {
        using var node = new TokenNode();
        using var sibling = new TokenNode(node.Clock, node.Store);
        await node.Ring.StartAsync(Token);
        await sibling.Ring.StartAsync(Token);

        var bytes = await sibling.Ring.PublicJwksAsync(Token);
        var set = JwkSet.Read(bytes)!;
        Assert.Equal(2, set.Count);
        Assert.All(node.Store.Rows, row => Assert.NotNull(set.Find("ES256", row.Id)));
        Assert.All(
            JsonDocument.Parse(bytes).RootElement.GetProperty("keys").EnumerateArray(),
            key => Assert.Equal(["kty", "crv", "x", "y", "use", "alg", "kid"], key.EnumerateObject().Select(p => p.Name)));
    }
}
