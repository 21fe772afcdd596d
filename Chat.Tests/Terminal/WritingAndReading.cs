using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Server;
using Chat.Tests.Running;

namespace Chat.Tests.Terminal;

public sealed class WritingAndReading(ChatApp app) : IClassFixture<ChatApp>, IAsyncLifetime
{
    private readonly ConsoleProgram _chat = new(app.Address);
    private TestConnection _bob = null!;
    private string _bobsName = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _chat.SignInAsync(await app.RegisterAsync("ada", Token), Token);
        var bob = await app.RegisterAsync("bob", Token);
        (_bobsName, _bob) = (bob.User.Username, await app.ConnectAsync(bob, Token));
    }

    [Fact]
    public async Task What_is_written_on_one_side_is_read_on_the_other()
    {
        var tea = Assert.Single((await _chat.RunAsync("group", "Giờ trà", _bobsName, "--json")).Good().Json<Conversation>());

        Assert.Equal("1\n", (await _chat.RunAsync("send", "giờ trà", "xin chào")).Good().Output);
        Assert.Equal("2\n", (await _chat.RunWithAsync("two\nlines\n", "send", $"{tea.Id}")).Good().Output);
        Assert.Equal("xin chào", (await _bob.NextAsync<Message>(Token)).Content);
        Assert.Equal("two\nlines", (await _bob.NextAsync<Message>(Token)).Content);

        await _bob.Hub.SendMessage(new() { ConversationId = tea.Id, ClientMessageId = "b", Content = "chào Ada" });
        var listed = Assert.Single((await _chat.RunAsync("list", "--unread")).Good().Lines).Split('\t');
        Assert.Equal([$"{tea.Id}", "1", "Giờ trà", "chào Ada"], listed[..4]);
        var read = (await _chat.RunAsync("read", "Giờ trà", "--json", "--mark")).Good().Json<Message>();
        Assert.Equal(["xin chào", "two\nlines", "chào Ada"], read.Select(message => message.Content));
        Assert.Empty((await _chat.RunAsync("list", "--unread")).Good().Lines);
        Assert.Equal(3, Assert.Single((await _chat.RunAsync("search", "chao", "Ada", "--json")).Good().Json<SearchHit>()).Message.Seq);
    }

    [Fact]
    public async Task The_same_id_is_the_same_message_and_a_person_is_named_with_an_at()
    {
        var first = (await _chat.RunAsync("send", $"@{_bobsName}", "once", "--id", "order-7", "--json")).Good().Json<Message>();
        var again = (await _chat.RunAsync("send", $"@{_bobsName}", "once", "--id", "order-7", "--json")).Good().Json<Message>();

        Assert.Equal(Assert.Single(first).Id, Assert.Single(again).Id);
    }

    [Fact]
    public async Task What_strangers_write_does_not_drive_the_terminal()
    {
        var group = await _bob.Hub.CreateConversation(new() { Kind = ConversationKind.Private, ParticipantIds = [(await AdaAsync()).Id] });
        await _bob.Hub.SendMessage(new() { ConversationId = group.Id, ClientMessageId = "b", Content = "\u001b[31mred\u001b]0;title\u0007 \u202eturned\u202c\r\nI am a line" });

        var read = (await _chat.RunAsync("read", $"@{_bobsName}")).Good();
        var listed = (await _chat.RunAsync("conversations")).Good();

        Assert.DoesNotContain(read.Output + listed.Output, letter => letter is '\u001b' or '\u0007' or '\u202e' or '\r');
        Assert.Equal("  I am a line", read.Lines[^1]);
        Assert.Single(listed.Lines);
    }

    [Fact]
    public async Task Piped_lines_are_messages_and_the_end_of_the_pipe_is_the_end()
    {
        var said = (await _chat.RunWithAsync("one\ntwo\n\nthree\n", "talk", $"@{_bobsName}", "--json")).Good();

        Assert.Equal(["one", "two", "three"], said.Json<Message>().Select(message => message.Content));
    }

    [Fact]
    public async Task A_script_learns_from_the_exit_code_and_from_json_what_went_wrong()
    {
        (await _chat.RunAsync("send", "no such conversation", "hello")).Refused(1, "no such conversation");
        (await _chat.RunAsync("frobnicate")).Refused(2, "frobnicate");
        (await _chat.RunAsync("read", "x", "--limit", "0")).Refused(2, "--limit");
        (await _chat.RunAsync("--server", "ftp://example", "whoami")).Refused(2, "ftp://example");

        var refused = await _chat.RunAsync("send", $"{Guid.NewGuid()}", "hello", "--json");
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Equal("not_found", new ConsoleResult(0, refused.Error, "").Json<Problem>()[0].Code);
    }

    public async ValueTask DisposeAsync()
    {
        await _bob.DisposeAsync();
        _chat.Dispose();
    }

    private async Task<Contracts.Accounts.User> AdaAsync() => (await _chat.RunAsync("whoami", "--json")).Good().Json<Contracts.Accounts.User>()[0];
}
