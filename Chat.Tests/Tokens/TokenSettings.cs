using System.Security.Cryptography;
using Chat.Core.Tokens;
using Chat.Core.Tokens.Issuers;
using Microsoft.Extensions.Configuration;

namespace Chat.Tests.Tokens;

/// <summary>Settings that are wrong stop the start with a sentence that says what to change.</summary>
public sealed class TokenSettings : IDisposable
{
    private static readonly string Keys = MakeKeys();
    private readonly string _directory = Directory.CreateTempSubdirectory("chat-jwks-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void No_issuer_is_fine() => Assert.Empty(Faults());

    [Fact]
    public void Right_ones_are_taken()
    {
        var file = Path.Combine(_directory, "keys.json");
        File.WriteAllText(file, Keys);
        Assert.Empty(Faults(
            ("Issuers:0:Issuer", "a"), ("Issuers:0:Audience", "b"), ("Issuers:0:SharedSecret", new string('s', 32)),
            ("Issuers:1:Issuer", "b"), ("Issuers:1:Audience", "b"), ("Issuers:1:Jwks", file),
            ("Issuers:2:Issuer", "c"), ("Issuers:2:Audience", "b"), ("Issuers:2:Jwks", "https://login.example/keys"),
            ("Issuers:3:Issuer", "d"), ("Issuers:3:Audience", "b"), ("Issuers:3:Jwks", Keys)));
    }

    [Theory]
    [InlineData("Issuer", "", "Chat:Tokens:Issuers:0:Issuer is missing")]
    [InlineData("Issuer", "chat", "Chat:Tokens:Issuers:0:Issuer must not be \"chat\"")]
    [InlineData("Issuer", " chat ", "Chat:Tokens:Issuers:0:Issuer must not be \"chat\"")]
    [InlineData("Audience", " ", "Chat:Tokens:Issuers:0:Audience is missing")]
    [InlineData("IdClaim", "", "Chat:Tokens:Issuers:0:IdClaim is empty")]
    [InlineData("NameClaim", "", "Chat:Tokens:Issuers:0:NameClaim is empty")]
    [InlineData("RoleClaim", "", "Chat:Tokens:Issuers:0:RoleClaim is empty")]
    [InlineData("SharedSecret", "", "Chat:Tokens:Issuers:0 has neither SharedSecret nor Jwks")]
    [InlineData("SharedSecret", "only 31 bytes, one is missing..", "Chat:Tokens:Issuers:0:SharedSecret is shorter than 32 bytes")]
    [InlineData("SharedSecret", "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZI", "Chat:Tokens:Issuers:0:SharedSecret is a PEM key")]
    [InlineData("Jwks", "https://login.example", "Chat:Tokens:Issuers:0 has both SharedSecret and Jwks")]
    public void A_wrong_one_is_named(string setting, string value, string sentence)
    {
        List<(string, string)> settings =
        [
            ("Issuers:0:Issuer", "https://shop.example"), ("Issuers:0:Audience", "support"),
            ("Issuers:0:SharedSecret", new string('s', 32)), ("Issuers:0:" + setting, value),
        ];
        Assert.StartsWith(sentence, Assert.Single(Faults([.. settings])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://login.example/keys", "is neither a file")]
    [InlineData("file:///keys.json", "is neither a file")]
    [InlineData("https://", "is neither a file")]
    [InlineData("a\0b", "is neither a file")]
    [InlineData("/nowhere/keys.json", "names a file that cannot be read")]
    [InlineData("/", "names a file that cannot be read")]
    [InlineData("{}", "holds no key")]
    [InlineData("{\"keys\":[]}", "holds no key")]
    public void Keys_that_cannot_be_had_are_named(string jwks, string sentence) =>
        Assert.StartsWith(
            $"Chat:Tokens:Issuers:0:Jwks {sentence}",
            Assert.Single(Faults(("Issuers:0:Issuer", "a"), ("Issuers:0:Audience", "b"), ("Issuers:0:Jwks", jwks))),
            StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_too_large_is_named()
    {
        var file = Path.Combine(_directory, "large.json");
        File.WriteAllText(file, Keys + new string(' ', 256 * 1024));
        Assert.Contains(
            "256 KB",
            Assert.Single(Faults(("Issuers:0:Issuer", "a"), ("Issuers:0:Audience", "b"), ("Issuers:0:Jwks", file))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_issuer_twice_is_named() =>
        Assert.StartsWith(
            "Chat:Tokens:Issuers:1:Issuer is the same",
            Assert.Single(Faults(
                ("Issuers:0:Issuer", "a"), ("Issuers:0:Audience", "b"), ("Issuers:0:Jwks", Keys),
                ("Issuers:1:Issuer", "a"), ("Issuers:1:Audience", "c"), ("Issuers:1:Jwks", Keys))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("366")]
    public void A_period_out_of_bounds_is_named(string days) =>
        Assert.StartsWith("Chat:Tokens:SigningKeyDays", Assert.Single(Faults(("SigningKeyDays", days))), StringComparison.Ordinal);

    [Fact]
    public void No_sentence_repeats_a_secret()
    {
        var faults = Faults(("Issuers:0:SharedSecret", "hunter2"), ("Issuers:0:Jwks", "{\"secret\":\"hunter2\"}"), ("Issuers:1:SharedSecret", "hunter2"));
        Assert.NotEmpty(faults);
        Assert.DoesNotContain(faults, f => f.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_file_is_read_again()
    {
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = Path.Combine(_directory, "keys.json");
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(file, Forge.Set(Forge.Jwk(first, ""","kid":"1" """)), token);
        using var node = new TokenNode(settings:
            [("Issuers:0:Issuer", "https://login.example"), ("Issuers:0:Audience", "chat-server"), ("Issuers:0:Jwks", file)]);
        Assert.Equal("ok", await node.AnswerAsync(Sign(first, "1")));

        await File.WriteAllTextAsync(file, Forge.Set(Forge.Jwk(second, ""","kid":"2" """)), token);
        node.Clock.Advance(KeySet.Distance);
        Assert.Equal("ok", await node.AnswerAsync(Sign(second, "2")));

        File.Delete(file);
        node.Clock.Advance(KeySet.MaxAge);
        Assert.Equal("ok", await node.AnswerAsync(Sign(second, "2")));
    }

    private static string Sign(ECDsa key, string id) => Forge.Sign(
        $$"""{"alg":"ES256","kid":"{{id}}"}""",
        """{"iss":"https://login.example","aud":"chat-server","sub":"u-7","exp":4000000000}""",
        Forge.With(key));

    private static List<string> Faults(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings) { values["Chat:Tokens:" + key] = value; }

        var options = new TokenOptions();
        new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(TokenOptions.Section).Bind(options);
        return [.. new TokenOptionsCheck().Validate(name: null, options).Failures ?? []];
    }

    private static string MakeKeys()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Forge.Set(Forge.Jwk(key, ""));
    }
}
