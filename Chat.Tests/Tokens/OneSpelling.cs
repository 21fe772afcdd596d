using System.Security.Cryptography;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

/// <summary>Base64url as RFC 7515 wants it: what decodes to the same bytes is the same text.</summary>
public sealed class OneSpelling
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public void Bytes_of_every_length_come_back()
    {
        for (var length = 0; length < 260; length++)
        {
            var bytes = RandomNumberGenerator.GetBytes(length);
            Assert.True(StrictBase64Url.TryDecode(StrictBase64Url.Encode(bytes), out var back));
            Assert.Equal(bytes, back);
            Assert.Equal(Forge.Base64Url(bytes), StrictBase64Url.Encode(bytes));
        }
    }

    [Fact]
    public void Whatever_is_decoded_is_spelled_as_it_was()
    {
        var decoded = 0;
        foreach (var text in from a in Alphabet from b in Alphabet from end in new[] { "", "A", "B", "C", "D", "E", "_" } select $"{a}{b}{end}")
        {
            foreach (var before in new[] { "", "QUJD", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
            {
                if (!StrictBase64Url.TryDecode(before + text, out var bytes)) { continue; }

                Assert.Equal(before + text, StrictBase64Url.Encode(bytes));
                decoded++;
            }
        }

        // The second of two characters has four bits to spare, the third of three two: of the six ends only A and E leave them zero.
        Assert.Equal(3 * ((64 * 4) + (64 * 64 * 2)), decoded);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AAAAA")]
    [InlineData("QQ==")]
    [InlineData("QUI=")]
    [InlineData("QQ=")]
    [InlineData(" QQ")]
    [InlineData("QQ\n")]
    [InlineData("Q Q")]
    [InlineData("Q+Q")]
    [InlineData("Q/Q")]
    [InlineData("QQ\0")]
    [InlineData("QQ.")]
    [InlineData("Q\uff21")]
    public void Everything_else_is_refused(string text) => Assert.False(StrictBase64Url.TryDecode(text, out _));
}
