using System.Security.Cryptography;
using System.Text;
using Chat.Core.Tokens;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

public sealed class RfcVectors
{
    private const string Payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    // RFC 7515, A.1; the same token is RFC 7519's example in section 3.1.
    private const string A1 = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Payload + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string A1Secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    private const string A2 = "eyJhbGciOiJSUzI1NiJ9." + Payload
        + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CU"
        + "Ar7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--"
        + "xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_Ioy"
        + "pGlUPQGe77Rw";

    private const string A2Key = """{"keys":[{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPd"""
        + "dxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf"
        + "63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFv"
        + """UK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]}""";

    private const string A3 = "eyJhbGciOiJFUzI1NiJ9." + Payload
        + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private const string A3Key = """{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","""
        + """ "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}]}""";

    // A.5, and RFC 7519's section 6.1.
    private const string Unsecured = "eyJhbGciOiJub25lIn0." + Payload + ".";

    // RFC 7519, A.1: encrypted, five parts.
    private const string Encrypted = "eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.QR1Owv2ug2WyPBnbQrRARTeEk9kDO2w8qDcjiHnSJflS"
        + "dv1iNqhWXaKH4MqAkQtMoNfABIPJaZm0HaA415sv3aeuBWnD8J-Ui7Ah6cWafs3ZwwFKDFUUsWHSK-IPKxLGTkND09XyjORj_CHAgOPJ-Sd8ONQR"
        + "nJvWn_hXV1BNMHzUjPyYwEsRhDhzjAD26imasOTsgruobpYGoQcXUwFDn7moXPRfDE8-NoQX7N7ZYMmpUDkR-Cx9obNGwJQ3nM52YCitxoQVPzjb"
        + "l7WBuB7AohdBoZOdZ24WlN1lVIeh8v1K4krB8xgKvRU8kgFrEn_a1rZgN5TiysnmzTROF869lQ.AxY8DCtDaGlsbGljb3RoZQ.MKOle7UQrG6nSx"
        + "TLX6Mqwt0orbHvAKeWnDYvpIAeZ72deHxz3roJDXQyhxx0wKaMHDjUEOKIwrtkHthpqEanSBNYHZgmNOV7sln1Eu9g3J8.fiK51VwhsxJ-siBMR-YFiA";

    [Fact]
    public void A1_is_signed_with_HS256() => AssertOnlyThisIsSigned(A1, A1Key());

    [Fact]
    public void A2_is_signed_with_RS256() => AssertOnlyThisIsSigned(A2, KeyOf(A2Key, JwsAlgorithm.Rs256));

    [Fact]
    public void A3_is_signed_with_ES256() => AssertOnlyThisIsSigned(A3, KeyOf(A3Key, JwsAlgorithm.Es256));

    [Fact]
    public void No_key_takes_the_token_of_another_algorithm()
    {
        TokenKey[] keys = [A1Key(), KeyOf(A2Key, JwsAlgorithm.Rs256), KeyOf(A3Key, JwsAlgorithm.Es256)];
        string[] tokens = [A1, A2, A3];
        var taken = from key in keys from token in tokens where Jws.Read(token)!.IsSignedBy(key) select (key.Algorithm, token);
        Assert.Equal([("HS256", A1), ("RS256", A2), ("ES256", A3)], taken);
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("RS256")]
    public void A_good_signature_under_the_name_of_another_algorithm_is_none(string name)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = P256Key.FromPublicHalf(ec)!;
        Assert.True(Jws.Read(Forge.Sign("""{"alg":"ES256"}""", "{}", Forge.With(ec)))!.IsSignedBy(key));
        Assert.False(Jws.Read(Forge.Sign($$"""{"alg":"{{name}}"}""", "{}", Forge.With(ec)))!.IsSignedBy(key));
    }

    [Theory]
    [InlineData(Unsecured)]
    [InlineData(Encrypted)]
    public void Unsecured_and_encrypted_tokens_are_not_read(string token) => Assert.Null(Jws.Read(token));

    [Fact]
    public void The_claims_of_the_example_are_read()
    {
        var claims = JwtClaims.Read(Jws.Read(A1)!.Payload);
        var end = DateTimeOffset.FromUnixTimeSeconds(1_300_819_380);

        Assert.Equal("joe", claims!.Issuer);
        Assert.Null(claims.CheckTimes(end - TimeSpan.FromTicks(1), TimeSpan.Zero, out var expiresAt));
        Assert.Equal(end, expiresAt);
        Assert.Equal(TokenFault.Expired, claims.CheckTimes(end, TimeSpan.FromSeconds(30), out _));
    }

    [Fact]
    public void The_example_of_RFC_9449_has_the_thumbprint_it_says() =>
        Assert.Equal(
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
            JwkText.Thumbprint("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"));

    private static void AssertOnlyThisIsSigned(string token, TokenKey key)
    {
        var read = Jws.Read(token)!;
        Assert.True(read.IsSignedBy(key));
        Assert.DoesNotContain(Flipped(read.Signed), signed => key.Verifies(signed, read.Signature));
        Assert.DoesNotContain(Flipped(read.Signature), signature => key.Verifies(read.Signed, signature));
    }

    private static IEnumerable<byte[]> Flipped(byte[] bytes) => Enumerable.Range(0, bytes.Length * 8).Select(bit => Flip(bytes, bit));

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static SharedSecretKey A1Key() => StrictBase64Url.TryDecode(A1Secret, out var secret) ? new(secret) : throw new FormatException();

    private static TokenKey KeyOf(string set, string algorithm) =>
        JwkSet.Read(Encoding.UTF8.GetBytes(set))!.Find(algorithm, keyId: null)!;
}
