using Chat.Tests.Running;
using static Chat.Tests.Documents.PdfReading;

namespace Chat.Tests.Documents;

/// <summary>Files that another program encrypted, with and without a password that readers must give.</summary>
public sealed class OpeningLockedPdfs
{
    [Theory]
    [InlineData("rc4-40")]
    [InlineData("rc4-128")]
    [InlineData("aes-128")]
    [InlineData("aes-128-metadata")]
    [InlineData("aes-256-r5")]
    [InlineData("aes-256")]
    public async Task What_opens_without_a_password_is_read(string name)
    {
        var read = Read(await FileAsync(name));

        Assert.Equal(("Locked house", "The locked house opens at nine."), (read.Title, Assert.Single(read.Blocks).Text));
    }

    [Theory]
    [InlineData("secret-rc4-128")]
    [InlineData("secret-aes-256")]
    public async Task What_wants_a_password_is_refused(string name) =>
        Assert.Equal("This PDF is protected by a password. Save it without one, then give it once more.", Refusal(await FileAsync(name)));

    [Theory]
    [InlineData("/Filter /Standard", "/Filter /Another_")]
    [InlineData("/V 5", "/V 3")]
    public async Task What_is_encrypted_in_an_unknown_way_is_refused(string part, string instead)
    {
        var pdf = System.Text.Encoding.Latin1.GetString(await FileAsync("aes-256-r5"));

        Assert.Contains(part, pdf, StringComparison.Ordinal);
        Assert.Contains("encrypted in a way that is not known", Refusal(PdfSketch.Bytes(pdf.Replace(part, instead, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static Task<byte[]> FileAsync(string name) =>
        File.ReadAllBytesAsync(Path.Combine(Repository.Root, "Chat.Tests", "Documents", "Locked", $"{name}.pdf"), TestContext.Current.CancellationToken);
}
