using System.Security.Cryptography;
using System.Text;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

/// <summary>What is taken of a site's published keys (RFC 7517).</summary>
public sealed class KeySets : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""","use":"sig" """, true)]
    [InlineData(""","use":"enc" """, false)]
    [InlineData(""","use":1""", false)]
    [InlineData(""","key_ops":["verify"]""", true)]
    [InlineData(""","key_ops":["encrypt","verify"]""", true)]
    [InlineData(""","key_ops":["sign"]""", false)]
    [InlineData(""","key_ops":[]""", false)]
    [InlineData(""","key_ops":"verify" """, false)]
    [InlineData(""","use":"sig","key_ops":["encrypt"]""", false)]
    [InlineData(""","x5c":["MIIB"],"x5t":"x","more":{"deep":[1]}""", true)]
    [InlineData(""","d":"AAAA","p":"AAAA","oth":1""", true)]
    [InlineData(""","alg":"none" """, false)]
    [InlineData(""","alg":"HS256" """, false)]
    [InlineData(""","alg":"PS256" """, false)]
    [InlineData(""","alg":null""", false)]
    public void A_key_is_used_for_what_it_is_for(string more, bool isTaken)
    {
        Assert.Equal(isTaken, Read(Forge.Jwk(_rsa, more)) is not null);
        Assert.Equal(isTaken, Read(Forge.Jwk(_ec, more)) is not null);
    }

    [Fact]
    public void An_algorithm_stands_with_its_own_kind_of_key()
    {
        Assert.NotNull(Read(Forge.Jwk(_rsa, ""","alg":"RS256" """)));
        Assert.NotNull(Read(Forge.Jwk(_ec, ""","alg":"ES256" """)));
        Assert.Null(Read(Forge.Jwk(_rsa, ""","alg":"ES256" """)));
        Assert.Null(Read(Forge.Jwk(_ec, ""","alg":"RS256" """)));
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2040, false)]
    [InlineData(2048, true)]
    [InlineData(3072, true)]
    public void A_weak_RSA_key_is_left_out(int bits, bool isTaken)
    {
        using var rsa = RSA.Create(bits);
        Assert.Equal(isTaken, Read(Forge.Jwk(rsa, "")) is not null);
    }

    [Fact]
    public void Zeros_before_a_short_modulus_do_not_make_it_long()
    {
        using var rsa = RSA.Create(1024);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        Assert.Null(Read(Rsa([.. new byte[256], .. key.Modulus!], key.Exponent!)));
    }

    [Fact]
    public void Zeros_before_a_modulus_do_no_harm()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        var set = Read(Rsa([0, .. key.Modulus!], key.Exponent!));
        var token = Forge.Sign("""{"alg":"RS256"}""", "{}", Forge.With(_rsa));
        Assert.True(Jws.Read(token)!.IsSignedBy(set!.Find("RS256", keyId: null)!));
    }

    [Fact]
    public void An_RSA_key_that_anybody_can_sign_with_is_left_out()
    {
        var n = _rsa.ExportParameters(includePrivateParameters: false).Modulus!;
        byte[] even = [.. n[..^1], (byte)(n[^1] & 0xfe)];
        foreach (var e in (byte[][])[[], [0], [1], [2], [4], [1, 0, 0, 0, 1]]) { Assert.Null(Read(Rsa(n, e))); }

        Assert.Null(Read(Rsa(even, [1, 0, 1])));
        Assert.Null(Read(Rsa([.. Enumerable.Repeat((byte)0xff, 1_025)], [1, 0, 1])));
    }

    [Fact]
    public void A_point_off_the_curve_is_left_out()
    {
        var q = _ec.ExportParameters(includePrivateParameters: false).Q;
        Assert.NotNull(Read(Ec(q.X!, q.Y!)));
        Assert.Null(Read(Ec(q.X!, q.X!)));
        Assert.Null(Read(Ec(new byte[32], new byte[32])));
        Assert.Null(Read(Ec([0, .. q.X!], q.Y!)));
        Assert.Null(Read(Ec(q.X![1..], q.Y!)));
        Assert.Null(Read(Ec(q.X!, q.Y!).Replace("P-256", "P-384", StringComparison.Ordinal)));
        Assert.Null(Read(Ec(q.X!, q.Y!).Replace("P-256", "secp256k1", StringComparison.Ordinal)));
    }

    [Fact]
    public void Symmetric_keys_are_left_out()
    {
        var set = Read("""{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8","alg":"HS256","kid":"s"}""", Forge.Jwk(_ec, ""));
        Assert.Equal(1, set!.Count);
        Assert.Null(set.Find("HS256", "s"));
    }

    [Fact]
    public void A_strange_key_does_not_spoil_the_others()
    {
        var set = Read("1", "null", "[]", "{}", """{"kty":"OKP","crv":"Ed25519","x":"AA"}""", """{"kty":7}""", Forge.Jwk(_ec, ""));
        Assert.Equal(1, set!.Count);
    }

    [Fact]
    public void A_key_without_a_name_is_not_the_one_that_a_token_names() =>
        Assert.Null(Read(Forge.Jwk(_ec, ""))!.Find("ES256", "named"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"keys\":{}}")]
    [InlineData("{\"keys\":[]}")]
    [InlineData("{\"keys\":[],\"keys\":[]}")]
    [InlineData("<html>")]
    public void What_is_no_key_set_is_none(string text) => Assert.Null(JwkSet.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_key_set_has_at_most_256_kilobytes()
    {
        string Set(int spaces) => Forge.Set(Forge.Jwk(_ec, new string(' ', spaces)));
        var fits = JwkSet.MaxLength - Set(0).Length;
        Assert.NotNull(JwkSet.Read(Encoding.UTF8.GetBytes(Set(fits))));
        Assert.Null(JwkSet.Read(Encoding.UTF8.GetBytes(Set(fits + 1))));
    }

    private static JwkSet? Read(params string[] keys) => JwkSet.Read(Encoding.UTF8.GetBytes(Forge.Set(keys)));

    private static string Rsa(byte[] n, byte[] e) => $$"""{"kty":"RSA","n":"{{Forge.Base64Url(n)}}","e":"{{Forge.Base64Url(e)}}"}""";

    private static string Ec(byte[] x, byte[] y) =>
        $$"""{"kty":"EC","crv":"P-256","x":"{{Forge.Base64Url(x)}}","y":"{{Forge.Base64Url(y)}}"}""";
}
