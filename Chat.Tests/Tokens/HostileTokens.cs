using System.Security.Cryptography;
using System.Text;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

/// <summary>A good token in bad hands. Every one of these was made from a token that this server would take.</summary>
public sealed class HostileTokens : IDisposable
{
    private readonly TokenNode _node = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("")]
    [InlineData("es256")]
    [InlineData("ES256 ")]
    [InlineData("ES384")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("EdDSA")]
    public async Task Another_algorithm_is_refused(string algorithm)
    {
        var (id, payload, sign) = await GoodAsync();
        var header = $$"""{"alg":"{{algorithm}}","kid":"{{id}}"}""";
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, sign)));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, _ => [])));
    }

    [Fact]
    public async Task A_public_key_is_no_shared_secret()
    {
        var (id, payload, _) = await GoodAsync();
        var row = Assert.Single(_node.Store.Rows);
        var header = $$"""{"alg":"HS256","kid":"{{id}}"}""";
        byte[][] secrets = [row.PublicKey, Encoding.ASCII.GetBytes(PemEncoding.Write("PUBLIC KEY", row.PublicKey)), await _node.Ring.PublicJwksAsync(Token)];
        foreach (var secret in secrets)
        {
            Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, d => HMACSHA256.HashData(secret, d))));
        }
    }

    [Fact]
    public async Task Every_changed_bit_is_seen()
    {
        var token = (await _node.IssueAsync()).Value;
        for (var i = 0; i < token.Length; i++)
        {
            for (var bit = 0; bit < 7; bit++)
            {
                var changed = token.ToCharArray();
                changed[i] ^= (char)(1 << bit);
                Assert.True(await _node.AnswerInTimeAsync(new(changed)) == "unauthenticated", $"bit {bit} of character {i}");
            }
        }
    }

    [Fact]
    public async Task Every_cut_token_is_refused()
    {
        var token = (await _node.IssueAsync()).Value;
        for (var length = 0; length < token.Length; length++)
        {
            Assert.Equal("unauthenticated", await _node.AnswerAsync(token[..length]));
            Assert.Equal("unauthenticated", await _node.AnswerAsync(token[(length + 1)..]));
        }
    }

    [Fact]
    public async Task Anything_around_or_inside_a_token_is_refused()
    {
        var token = (await _node.IssueAsync()).Value;
        string[] around = [".", "=", "==", " ", "\n", "\t", "\0", "\u200b", "A", "é", "%00", "+", "/"];
        foreach (var more in around)
        {
            Assert.Equal("unauthenticated", await _node.AnswerAsync(token + more));
            Assert.Equal("unauthenticated", await _node.AnswerAsync(more + token));
            for (var part = 0; part < 3; part++)
            {
                Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Changed(token, part, p => p + more)));
                Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Changed(token, part, p => p[..2] + more + p[2..])));
                Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Changed(token, part, _ => more)));
            }
        }
    }

    [Fact]
    public async Task A_second_spelling_of_the_same_signature_is_refused()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var token = (await _node.IssueAsync()).Value;

        // 64 bytes leave four unused bits in the last character: 15 more spellings that decode to the same bytes.
        var last = alphabet.IndexOf(token[^1], StringComparison.Ordinal);
        Assert.Equal(0, last % 16);
        for (var more = 1; more < 16; more++)
        {
            Assert.Equal("unauthenticated", await _node.AnswerAsync(token[..^1] + alphabet[last + more]));
        }
    }

    [Theory]
    [InlineData("""{"alg":"ES256","alg":"ES256","kid":"$"}""")]
    [InlineData("""{"alg":"none","alg":"ES256","kid":"$"}""")]
    [InlineData("""{"alg":"ES256","\u0061lg":"ES256","kid":"$"}""")]
    [InlineData("""{"alg":"ES256","kid":"x","kid":"$"}""")]
    [InlineData("""{"alg":"ES256","kid":"$","x":{"a":1,"a":2}}""")]
    [InlineData("""{"alg":"ES256","kid":"$","crit":[]}""")]
    [InlineData("""{"alg":"ES256","kid":"$","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ES256","kid":"$","\u0063rit":["exp"]}""")]
    [InlineData("""{"alg":["ES256"],"kid":"$"}""")]
    [InlineData("""{"alg":null,"kid":"$"}""")]
    [InlineData("""{"Alg":"ES256","kid":"$"}""")]
    [InlineData("""{"kid":"$"}""")]
    [InlineData("""{"alg":"ES256","kid":["$"]}""")]
    [InlineData("""{"alg":"ES256","kid":null}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","kid":"$",}""")]
    [InlineData("""{"alg":"ES256","kid":"$"}{}""")]
    [InlineData("""[{"alg":"ES256","kid":"$"}]""")]
    [InlineData("""/**/{"alg":"ES256","kid":"$"}""")]
    [InlineData("""{"alg":"ES256","kid":"$","x":"\ud800","\ud800":1}""")]
    [InlineData("\ufeff{\"alg\":\"ES256\",\"kid\":\"$\"}")]
    [InlineData("""{"alg":"ES256","kid":"$","x":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""")]
    public async Task A_crooked_header_is_refused(string header)
    {
        var (id, payload, sign) = await GoodAsync();
        Assert.Equal("ok", await _node.AnswerAsync(Forge.Sign($$"""{"alg":"ES256","kid":"{{id}}","more":[1]}""", payload, sign)));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header.Replace("$", id, StringComparison.Ordinal), payload, sign)));
    }

    [Fact]
    public async Task A_header_that_is_no_UTF_8_is_refused()
    {
        var (id, payload, sign) = await GoodAsync();
        byte[] header = [.. Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{id}}","x":" """), 0xc3, 0x28, .. "\"}"u8];
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.SignParts(Forge.Base64Url(header), Forge.Base64Url(payload), sign)));
    }

    [Theory]
    [InlineData("../../secrets/signing-x.pem")]
    [InlineData("/dev/null")]
    [InlineData("' OR 1=1 --")]
    [InlineData("x'; DROP TABLE signing_keys; --")]
    [InlineData("\u0000")]
    [InlineData("")]
    public async Task A_key_id_is_a_name_and_nothing_else(string id)
    {
        var (_, payload, sign) = await GoodAsync();
        var before = _node.Store.Readings;
        var header = $$"""{"alg":"ES256","kid":{{System.Text.Json.JsonSerializer.Serialize(id)}}}""";
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, sign)));
        Assert.Equal(before, _node.Store.Readings);
    }

    [Fact]
    public async Task Keys_that_a_token_brings_along_are_not_read()
    {
        var (id, payload, _) = await GoodAsync();
        using var theirs = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] brought =
        [
            $"\"jwk\":{Forge.Jwk(theirs, "")}",
            "\"jku\":\"http://127.0.0.1:9/keys\"",
            "\"x5u\":\"http://127.0.0.1:9/cert\"",
            "\"x5c\":[\"MIIB\"]",
        ];
        foreach (var more in brought)
        {
            Assert.Equal(
                "unauthenticated",
                await _node.AnswerAsync(Forge.Sign($$"""{"alg":"ES256","kid":"{{id}}",{{more}}}""", payload, Forge.With(theirs))));
        }
    }

    [Fact]
    public async Task A_signature_of_zeros_is_refused()
    {
        // CVE-2022-21449: r = s = 0 was good for every message and every key.
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        byte[] one = [.. new byte[31], 1], zero = new byte[32], all = [.. Enumerable.Repeat((byte)0xff, 32)];
        var token = (await _node.IssueAsync()).Value;
        foreach (var r in (byte[][])[zero, one, order, all])
        {
            foreach (var s in (byte[][])[zero, one, order, all])
            {
                Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Changed(token, 2, _ => Forge.Base64Url([.. r, .. s]))));
            }
        }
    }

    [Fact]
    public async Task A_signature_in_DER_is_refused()
    {
        var (id, payload, sign) = await GoodAsync();
        var header = $$"""{"alg":"ES256","kid":"{{id}}"}""";
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, data => Der(sign(data)))));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, data => [.. sign(data), 0])));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, data => sign(data)[..63])));
    }

    [Fact]
    public async Task A_token_of_eight_kilobytes_is_read_and_a_longer_one_is_not()
    {
        var (id, payload, sign) = await GoodAsync();
        var header = $$"""{"alg":"ES256","kid":"{{id}}"}""";
        string Long(int more) => Forge.Sign(header, payload[..^1] + $",\"more\":\"{new string('x', more)}\"}}", sign);
        var fits = Enumerable.Range(5_000, 2_000).Last(more => Long(more).Length <= Jws.MaxLength);

        Assert.Equal("ok", await _node.AnswerAsync(Long(fits)));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Long(fits + 3)));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(new string('.', 50_000_000)));
    }

    [Fact]
    public async Task A_key_id_of_64_kilobytes_is_refused()
    {
        var (_, payload, sign) = await GoodAsync();
        var header = $$"""{"alg":"ES256","kid":"{{new string('k', 65_536)}}"}""";
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Forge.Sign(header, payload, sign)));
    }

    private async Task<(string Id, string Payload, Func<byte[], byte[]> Sign)> GoodAsync()
    {
        var payload = Forge.PayloadOf((await _node.IssueAsync()).Value);
        var key = await _node.Ring.CurrentAsync(Token);
        return (key.Id, payload, key.Sign);
    }

    private static byte[] Der(byte[] signature)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(signature.AsSpan(0, 32).TrimStart((byte)0));
            writer.WriteIntegerUnsigned(signature.AsSpan(32).TrimStart((byte)0));
        }

        return writer.Encode();
    }
}
