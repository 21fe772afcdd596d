using System.Text;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

/// <summary>Signed as it should be, saying what it should not.</summary>
public sealed class HostileClaims : IDisposable
{
    private readonly TokenNode _node = new();

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData("exp", null, "unauthenticated")]
    [InlineData("exp", "\"4000000000\"", "unauthenticated")]
    [InlineData("exp", "null", "unauthenticated")]
    [InlineData("exp", "true", "unauthenticated")]
    [InlineData("exp", "[4000000000]", "unauthenticated")]
    [InlineData("exp", "-1", "unauthenticated")]
    [InlineData("exp", "1e400", "unauthenticated")]
    [InlineData("exp", "-1e400", "unauthenticated")]
    [InlineData("exp", "NaN", "unauthenticated")]
    [InlineData("exp", "Infinity", "unauthenticated")]
    [InlineData("exp", "1e18", "unauthenticated")]
    [InlineData("exp", "0x7fffffff", "unauthenticated")]
    [InlineData("exp", "0", "expired")]
    [InlineData("exp", "1", "expired")]
    [InlineData("exp", "4000000000.5", "ok")]
    [InlineData("exp", "4e9", "ok")]
    [InlineData("nbf", "4000000000", "unauthenticated")]
    [InlineData("nbf", "\"0\"", "unauthenticated")]
    [InlineData("nbf", "1e400", "unauthenticated")]
    [InlineData("nbf", null, "ok")]
    [InlineData("iat", "\"yesterday\"", "unauthenticated")]
    [InlineData("iat", "{}", "unauthenticated")]
    [InlineData("iat", null, "ok")]
    [InlineData("aud", "\"other\"", "unauthenticated")]
    [InlineData("aud", "\"Chat\"", "unauthenticated")]
    [InlineData("aud", "\"chat \"", "unauthenticated")]
    [InlineData("aud", "[]", "unauthenticated")]
    [InlineData("aud", "[\"other\"]", "unauthenticated")]
    [InlineData("aud", "[[\"chat\"]]", "unauthenticated")]
    [InlineData("aud", "[\"chat\",1]", "unauthenticated")]
    [InlineData("aud", "{\"chat\":1}", "unauthenticated")]
    [InlineData("aud", "null", "unauthenticated")]
    [InlineData("aud", null, "unauthenticated")]
    [InlineData("aud", "[\"other\",\"chat\"]", "ok")]
    [InlineData("iss", "\"other\"", "unauthenticated")]
    [InlineData("iss", "\"Chat\"", "unauthenticated")]
    [InlineData("iss", "[\"chat\"]", "unauthenticated")]
    [InlineData("iss", "\"\"", "unauthenticated")]
    [InlineData("iss", null, "unauthenticated")]
    [InlineData("sub", "\"ada\"", "unauthenticated")]
    [InlineData("sub", "\"\"", "unauthenticated")]
    [InlineData("sub", "1", "unauthenticated")]
    [InlineData("sub", "\"{0190f5f0-0000-7000-8000-000000000000}\"", "unauthenticated")]
    [InlineData("sub", "\"\\ud800\"", "unauthenticated")]
    [InlineData("sub", null, "unauthenticated")]
    [InlineData("sid", "\"x\"", "unauthenticated")]
    [InlineData("sid", null, "unauthenticated")]
    public async Task A_claim_means_what_it_says_or_nothing(string name, string? value, string answer) =>
        Assert.Equal(answer, await _node.AnswerAsync(await SignAsync(Claims(name, value))));

    [Theory]
    [InlineData("\"iss\":\"chat\"")]
    [InlineData("\"exp\":4000000001")]
    [InlineData("\"\\u0065xp\":4000000001")]
    [InlineData("\"more\":{\"a\":1,\"a\":1}")]
    public async Task A_claim_that_stands_twice_is_refused(string more) =>
        Assert.Equal("unauthenticated", await _node.AnswerAsync(await SignAsync(Claims("", null)[..^1] + "," + more + "}")));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"chat\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"iss\":\"chat\"")]
    public async Task What_is_no_object_of_claims_is_refused(string payload) =>
        Assert.Equal("unauthenticated", await _node.AnswerAsync(await SignAsync(payload)));

    [Fact]
    public async Task An_expired_token_with_a_bad_signature_does_not_say_that_it_expired()
    {
        var token = await SignAsync(Claims("exp", "1"));
        Assert.Equal("expired", await _node.AnswerAsync(token));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Changed(token, 2, s => new string('A', s.Length))));
    }

    [Fact]
    public void No_bytes_make_the_reader_fail()
    {
        var random = new Random(7515);
        var whole = Encoding.UTF8.GetBytes(Claims("more", "{\"a\":[1,\"\\u00e9\\ud83d\\ude00\",null,true,1.5e3]}"));
        for (var i = 0; i < 20_000; i++)
        {
            byte[] mutated = [.. whole.AsSpan(0, random.Next(1, whole.Length + 1))];
            for (var change = random.Next(4); change > 0; change--) { mutated[random.Next(mutated.Length)] = (byte)random.Next(256); }

            var claims = JwtClaims.Read(mutated);
            _ = claims?.CheckTimes(_node.Clock.GetUtcNow(), TimeSpan.Zero, out _);
            _ = claims?.IsFor("chat");
            _ = claims?.TextOrNumber("sub");
            _ = claims?.Texts("more").Count();
            _ = JwsHeader.Read(mutated);
            _ = JwkSet.Read(mutated);
        }
    }

    private static string Claims(string changed, string? value)
    {
        Dictionary<string, string> claims = new(StringComparer.Ordinal)
        {
            ["iss"] = "\"chat\"",
            ["aud"] = "\"chat\"",
            ["sub"] = "\"0190f5f0-0000-7000-8000-000000000001\"",
            ["sid"] = "\"0190f5f0-0000-7000-8000-000000000002\"",
            ["iat"] = "1700000000",
            ["nbf"] = "1700000000",
            ["exp"] = "4000000000",
        };
        claims.Remove(changed);
        if (value is not null) { claims[changed] = value; }

        return "{" + string.Join(',', claims.Select(c => $"\"{c.Key}\":{c.Value}")) + "}";
    }

    private async Task<string> SignAsync(string payload)
    {
        var key = await _node.Ring.CurrentAsync(TestContext.Current.CancellationToken);
        return Forge.Sign($$"""{"alg":"ES256","kid":"{{key.Id}}"}""", payload, key.Sign);
    }
}
