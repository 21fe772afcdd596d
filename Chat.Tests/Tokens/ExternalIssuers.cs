using System.Security.Cryptography;
using System.Text;
using Chat.Core.Tokens;

namespace Chat.Tests.Tokens;

/// <summary>Tokens of a site that Chat was put behind.</summary>
public sealed class ExternalIssuers : IDisposable
{
    private const string Secret = "a secret of the shop, 32 bytes and more";
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly TokenNode _node = new(settings:
    [
        ("Issuers:0:Issuer", "https://shop.example"),
        ("Issuers:0:Audience", "support"),
        ("Issuers:0:SharedSecret", Secret),
        ("Issuers:0:IdClaim", "uid"),
        ("Issuers:0:NameClaim", "nick"),
        ("Issuers:0:RoleClaim", "groups"),
        ("Issuers:1:Issuer", "https://login.example"),
        ("Issuers:1:Audience", "chat-server"),
        ("Issuers:1:Jwks", Forge.Set(Forge.Jwk(Rsa, ""","kid":"r" """), Forge.Jwk(Ec, ""","kid":"e" """))),
    ]);

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task A_shared_secret_opens_the_door()
    {
        var visitor = await _node.VisitorAsync(Shop("""{"uid":"u-7","nick":"Ada","groups":"agent"}"""));
        Assert.Equal(new TokenClaims.External("https://shop.example", "u-7", "Ada", "agent", Time(4_000_000_000)), visitor);
    }

    [Theory]
    [InlineData("RS256", "r")]
    [InlineData("ES256", "e")]
    [InlineData("RS256", null)]
    [InlineData("ES256", null)]
    public async Task A_published_key_opens_the_door(string algorithm, string? keyId)
    {
        var visitor = await _node.VisitorAsync(Login(algorithm, keyId));
        Assert.Equal(new TokenClaims.External("https://login.example", "u-7", "Ada", "user", Time(4_000_000_000)), visitor);
    }

    [Theory]
    [InlineData("RS256", "e")]
    [InlineData("ES256", "r")]
    [InlineData("RS256", "other")]
    [InlineData("HS256", "r")]
    public async Task A_key_checks_its_own_algorithm_only(string algorithm, string keyId) =>
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Login(algorithm, keyId)));

    [Fact]
    public async Task A_public_RSA_key_is_no_shared_secret()
    {
        byte[][] secrets =
        [
            Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(Rsa.ExportRSAPublicKeyPem()),
            Rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(Forge.Jwk(Rsa, "")), Rsa.ExportParameters(false).Modulus!, [],
        ];
        foreach (var secret in secrets)
        {
            var token = Forge.Sign("""{"alg":"HS256","kid":"r"}""", LoginPayload, data => HMACSHA256.HashData(secret, data));
            Assert.Equal("unauthenticated", await _node.AnswerAsync(token));
        }
    }

    [Fact]
    public async Task One_site_cannot_speak_for_another()
    {
        var asLogin = Forge.Sign("""{"alg":"HS256"}""", LoginPayload, Forge.With(Secret));
        var asShop = Forge.Sign("""{"alg":"RS256","kid":"r"}""", Merge("""{"uid":"u-7"}""", "https://shop.example", "support"), Forge.With(Rsa));
        var asChat = Forge.Sign("""{"alg":"HS256"}""", Merge("{}", "chat", "chat"), Forge.With(Secret));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(asLogin));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(asShop));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(asChat));
    }

    [Theory]
    [InlineData("""{"uid":7}""", "7")]
    [InlineData("""{"uid":12345678901234567890123}""", "12345678901234567890123")]
    [InlineData("""{"uid":"7.0"}""", "7.0")]
    [InlineData("""{"uid":7.0}""", null)]
    [InlineData("""{"uid":7e0}""", null)]
    [InlineData("""{"uid":-7}""", null)]
    [InlineData("""{"uid":""}""", null)]
    [InlineData("""{"uid":"  "}""", null)]
    [InlineData("""{"uid":"a\u0000b"}""", null)]
    [InlineData("""{"uid":null}""", null)]
    [InlineData("""{"uid":["u-7"]}""", null)]
    [InlineData("""{"uid":"\ud800"}""", null)]
    [InlineData("""{"sub":"u-7"}""", null)]
    public async Task An_id_is_a_text_or_a_whole_number(string claims, string? subject)
    {
        if (subject is null) { Assert.Equal("unauthenticated", await _node.AnswerAsync(Shop(claims))); }
        else { Assert.Equal(subject, (await _node.VisitorAsync(Shop(claims))).Subject); }
    }

    [Theory]
    [InlineData(200, "ok")]
    [InlineData(201, "unauthenticated")]
    public async Task An_id_has_at_most_200_characters(int length, string answer) =>
        Assert.Equal(answer, await _node.AnswerAsync(Shop($$"""{"uid":"{{new string('i', length)}}"}""")));

    [Theory]
    [InlineData("\"Ada\"", "Ada")]
    [InlineData("42", "42")]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("{\"first\":\"Ada\"}", null)]
    [InlineData("\"\\ud800\"", null)]
    [InlineData("\"a\\nb\"", null)]
    public async Task A_name_is_taken_when_it_is_one(string claim, string? name) =>
        Assert.Equal(name, (await _node.VisitorAsync(Shop($$"""{"uid":"u","nick":{{claim}}}"""))).Name);

    [Fact]
    public async Task A_name_longer_than_200_characters_is_left_out() =>
        Assert.Null((await _node.VisitorAsync(Shop($$"""{"uid":"u","nick":"{{new string('n', 201)}}"}"""))).Name);

    [Theory]
    [InlineData("\"admin\"", "admin")]
    [InlineData("\"agent\"", "agent")]
    [InlineData("\"user\"", "user")]
    [InlineData("[\"staff\",\"user\",\"admin\"]", "admin")]
    [InlineData("[\"user\",\"agent\"]", "agent")]
    [InlineData("[]", null)]
    [InlineData("\"Admin\"", null)]
    [InlineData("\"administrator\"", null)]
    [InlineData("\"bot\"", null)]
    [InlineData("1", null)]
    [InlineData("{\"admin\":true}", null)]
    [InlineData("[[\"admin\"]]", null)]
    [InlineData("null", null)]
    public async Task A_role_is_one_of_ours_or_none(string claim, string? role) =>
        Assert.Equal(role, (await _node.VisitorAsync(Shop($$"""{"uid":"u","groups":{{claim}}}"""))).Role);

    [Theory]
    [InlineData("support", "ok")]
    [InlineData("shop", "unauthenticated")]
    [InlineData("chat", "unauthenticated")]
    public async Task A_token_for_another_service_of_the_site_is_refused(string audience, string answer) =>
        Assert.Equal(answer, await _node.AnswerAsync(
            Forge.Sign("""{"alg":"HS256"}""", Merge("""{"uid":"u"}""", "https://shop.example", audience), Forge.With(Secret))));

    [Theory]
    [InlineData("https://shop.example/")]
    [InlineData("https://SHOP.example")]
    [InlineData("https://evil.example")]
    public async Task An_issuer_is_the_same_to_the_letter(string issuer) =>
        Assert.Equal("unauthenticated", await _node.AnswerAsync(
            Forge.Sign("""{"alg":"HS256"}""", Merge("""{"uid":"u"}""", issuer, "support"), Forge.With(Secret))));

    [Fact]
    public async Task The_end_is_the_end_and_the_beginning_may_be_half_a_minute_off()
    {
        var now = _node.Clock.GetUtcNow().ToUnixTimeSeconds();
        string At(string times) => Forge.Sign(
            """{"alg":"HS256"}""",
            $$"""{"iss":"https://shop.example","aud":"support","uid":"u",{{times}}}""",
            Forge.With(Secret));

        Assert.Equal("expired", await _node.AnswerAsync(At($"\"exp\":{now}")));
        Assert.Equal("ok", await _node.AnswerAsync(At($"\"exp\":{now + 1}")));
        Assert.Equal("ok", await _node.AnswerAsync(At($"\"exp\":{now + 99},\"nbf\":{now + 30}")));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(At($"\"exp\":{now + 99},\"nbf\":{now + 31}")));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(At("\"iat\":1")));
    }

    [Fact]
    public async Task Two_keys_without_a_choice_between_them_are_none()
    {
        using var second = RSA.Create(2048);
        using var node = new TokenNode(settings:
        [
            ("Issuers:0:Issuer", "https://login.example"),
            ("Issuers:0:Audience", "chat-server"),
            ("Issuers:0:Jwks", Forge.Set(Forge.Jwk(Rsa, ""","kid":"r" """), Forge.Jwk(second, ""","kid":"s" """))),
        ]);
        Assert.Equal("ok", await node.AnswerAsync(Login("RS256", "r")));
        Assert.Equal("unauthenticated", await node.AnswerAsync(Login("RS256", null)));
    }

    private static string LoginPayload => Merge("""{"sub":"u-7","name":"Ada","role":["user"]}""", "https://login.example", "chat-server");

    private static string Shop(string claims) =>
        Forge.Sign("""{"alg":"HS256","typ":"JWT"}""", Merge(claims, "https://shop.example", "support"), Forge.With(Secret));

    private static string Login(string algorithm, string? keyId)
    {
        var header = keyId is null ? $$"""{"alg":"{{algorithm}}"}""" : $$"""{"alg":"{{algorithm}}","kid":"{{keyId}}"}""";
        return Forge.Sign(header, LoginPayload, algorithm switch
        {
            "RS256" => Forge.With(Rsa),
            "ES256" => Forge.With(Ec),
            _ => Forge.With(Secret),
        });
    }

    private static string Merge(string claims, string issuer, string audience)
    {
        var own = claims.Trim()[1..^1];
        return $$"""{"iss":"{{issuer}}","aud":"{{audience}}","exp":4000000000{{(own.Length > 0 ? "," + own : "")}}}""";
    }

    private static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
