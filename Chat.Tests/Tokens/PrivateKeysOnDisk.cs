using System.Runtime.Versioning;
using Chat.Core.Tokens.Jose;

namespace Chat.Tests.Tokens;

public sealed class PrivateKeysOnDisk
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        using var node = new TokenNode();
        await node.IssueAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile(node)));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(node.Secrets));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task One_that_others_could_read_is_not_used_any_more()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        using var node = new TokenNode();
        var before = (await node.IssueAsync()).Value;
        File.SetUnixFileMode(KeyFile(node), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.NotEqual(KeyId(before), await KeyIdAfterRestartAsync(node));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("\0\0\0")]
    public async Task A_damaged_one_is_replaced_and_its_tokens_stay_good(string content)
    {
        using var node = new TokenNode();
        var before = (await node.IssueAsync()).Value;
        await File.WriteAllTextAsync(KeyFile(node), content, TestContext.Current.CancellationToken);

        Assert.NotEqual(KeyId(before), await KeyIdAfterRestartAsync(node));
        Assert.Equal("ok", await node.AnswerAsync(before));
    }

    [Fact]
    public async Task One_under_the_name_of_another_is_not_used()
    {
        using var node = new TokenNode();
        using var other = new TokenNode(node.Clock);
        var before = (await node.IssueAsync()).Value;
        await other.IssueAsync();
        File.Copy(KeyFile(other), KeyFile(node), overwrite: true);
        var after = await KeyIdAfterRestartAsync(node);
        Assert.DoesNotContain(after, new[] { KeyId(before), Assert.Single(other.Store.Rows).Id });
    }

    [Fact]
    public async Task With_another_database_a_new_one_is_made()
    {
        using var node = new TokenNode();
        var before = (await node.IssueAsync()).Value;
        using var moved = new TokenNode(node.Clock, store: null, node.Directory);
        var after = (await moved.IssueAsync()).Value;

        Assert.NotEqual(KeyId(before), KeyId(after));
        Assert.Equal("ok", await moved.AnswerAsync(after));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_goes_and_what_is_not_ours_stays()
    {
        using var node = new TokenNode();
        Directory.CreateDirectory(node.Secrets);
        var half = Path.Combine(node.Secrets, $"signing-{new string('A', JwkText.ThumbprintLength)}.tmp");
        var foreign = Path.Combine(node.Secrets, "signing-notes.txt");
        await File.WriteAllTextAsync(half, "-----BEGIN", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(foreign, "mine", TestContext.Current.CancellationToken);
        await node.IssueAsync();

        Assert.False(File.Exists(half));
        Assert.True(File.Exists(foreign));
    }

    private static async Task<string> KeyIdAfterRestartAsync(TokenNode node)
    {
        using var after = new TokenNode(node.Clock, node.Store, node.Directory);
        return KeyId((await after.IssueAsync()).Value);
    }

    private static string KeyFile(TokenNode node) => Assert.Single(Directory.GetFiles(node.Secrets));

    private static string KeyId(string token) => Jws.Read(token)!.Header.KeyId!;
}
