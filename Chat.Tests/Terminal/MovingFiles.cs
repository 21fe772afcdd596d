using System.Security.Cryptography;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Terminal.Files;
using Chat.Tests.Running;

namespace Chat.Tests.Terminal;

public sealed class MovingFiles(ChatApp app) : IClassFixture<ChatApp>, IAsyncLifetime
{
    private readonly ConsoleProgram _chat = new(app.Address);
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(300_001);
    private Session _ada = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ada = await app.RegisterAsync("ada", Token);
        await _chat.SignInAsync(_ada, Token);
        await File.WriteAllBytesAsync(Path.Combine(_chat.Folder, "plan.bin"), _content, Token);
    }

    [Fact]
    public async Task A_file_goes_there_and_comes_back_and_nothing_is_written_over_unasked()
    {
        var group = Assert.Single((await _chat.RunAsync("group", "files", "--json")).Good().Json<Conversation>());
        Assert.Equal("1\n", (await _chat.RunAsync("send", "files", "the plan", "--file", "plan.bin")).Good().Output);

        (await _chat.RunAsync("download", $"{group.Id}:1")).Refused(5, "plan.bin");
        Assert.Equal("back/plan.bin (300 kB)\n", (await _chat.RunAsync("download", "files:1", "-o", Folder("back"))).Good().Output.Replace(_chat.Folder + "/", "", StringComparison.Ordinal));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Path.Combine(_chat.Folder, "back", "plan.bin"), Token));
        Assert.Equal("plan.bin", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(_chat.Folder, "back")))));
        (await _chat.RunAsync("upload", "nothing-here.bin")).Refused(5, "nothing-here.bin");
        (await _chat.RunAsync("download", $"{Guid.NewGuid()}")).Refused(1, "");
        Assert.Equal(["plan.bin"], Directory.GetFiles(_chat.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_download_that_broke_off_goes_on_where_it_was()
    {
        var id = Assert.Single((await _chat.RunAsync("upload", "plan.bin", "--name", "kế hoạch.bin", "--json")).Good().Json<Attachment>()).Id;
        using var http = app.Http(_ada);
        using var answer = await http.GetAsync($"/api/files/{id}", Token);

        // Not what the server has, so that what was fetched can be told from what was here.
        var part = Path.Combine(_chat.Folder, $".chat-{id}.part");
        await File.WriteAllBytesAsync(part, new byte[100_000], Token);
        await File.WriteAllTextAsync(part + "-tag", answer.Headers.ETag!.Tag, Token);

        (await _chat.RunAsync("download", $"{id}")).Good();

        byte[] expected = [.. new byte[100_000], .. _content[100_000..]];
        Assert.Equal(expected, await File.ReadAllBytesAsync(Path.Combine(_chat.Folder, "kế hoạch.bin"), Token));
        Assert.Equal(2, Directory.GetFiles(_chat.Folder).Length);
    }

    [Theory]
    [InlineData("../../.bashrc", "bashrc")]
    [InlineData("C:\\Windows\\evil.exe", "evil.exe")]
    [InlineData("-rf", "rf")]
    [InlineData("a\u001b[31mb\u202ecod.exe", "a_[31mb_cod.exe")]
    [InlineData("kế hoạch 🙂.pdf", "kế hoạch 🙂.pdf")]
    [InlineData("nul.txt", "file-00000000-0000-0000-0000-000000000000-nul.txt")]
    [InlineData("..", "file-00000000-0000-0000-0000-000000000000")]
    [InlineData("", "file-00000000-0000-0000-0000-000000000000")]
    public void A_strangers_name_is_a_name_in_this_folder_and_nothing_else(string given, string kept) => Assert.Equal(kept, SafeFileName.Of(given, Guid.Empty));

    public ValueTask DisposeAsync()
    {
        _chat.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_chat.Folder, name)).FullName;
}
