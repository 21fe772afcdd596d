using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Checker;
using Chat.Tests.Running;

namespace Chat.Tests.Terminal;

public sealed class FollowingConversations(ChatApp app) : IClassFixture<ChatApp>, IAsyncLifetime
{
    private readonly ConsoleProgram _chat = new(app.Address);
    private TestConnection _bob = null!;
    private Guid _ada;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var ada = await app.RegisterAsync("ada", Token);
        await _chat.SignInAsync(ada, Token);
        (_ada, _bob) = (ada.User.Id, await app.ConnectAsync(await app.RegisterAsync("bob", Token), Token));
    }

    [Fact]
    public async Task Several_are_followed_at_once_and_the_others_are_not()
    {
        var (tea, coffee, secret) = (await GroupAsync("tea"), await GroupAsync("coffee"), await GroupAsync("secret"));
        foreach (var group in (Guid[])[tea, coffee, secret]) { await SayAsync(group, "old"); }

        await using var following = _chat.Start("follow", "tea", "coffee", "--last", "1", "--count", "5");
        for (var older = 0; older < 4; older++) { await following.LineAsync(); }

        await SayAsync(secret, "not this");
        await SayAsync(tea, "new tea");
        await SayAsync(coffee, "new coffee");
        await SayAsync(tea, "more tea");

        var all = (await following.EndAsync()).Good();
        Assert.Equal(5, all.Lines.Count(line => line.Contains(" · bob", StringComparison.Ordinal)));
        Assert.Equal(["  more tea", "  new coffee", "  new tea"], all.Lines.Where(line => line.StartsWith("  new", StringComparison.Ordinal) || line.StartsWith("  more", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain("not this", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_while_the_line_is_cut_is_shown_once_and_in_order()
    {
        await using var line = new CuttingProxy(app.Address.Port);
        using var chat = new ConsoleProgram(line.Address);
        var ada = await app.RegisterAsync("ada", Token);
        await chat.SignInAsync(ada, Token);
        var tea = await GroupAsync("tea", ada.User.Id);
        await SayAsync(tea, "0");
        await using var following = chat.Start("follow", "tea", "--last", "1", "--count", "4", "--json");
        await following.LineAsync();

        await SayAsync(tea, "1");
        line.CutAll();
        await SayAsync(tea, "2");
        line.CutAll();
        await SayAsync(tea, "3");

        var end = await following.EndAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.Equal(["0", "1", "2", "3"], end.Json<Message>().Select(message => message.Content));
    }

    [Fact]
    public async Task An_interrupt_ends_it_cleanly()
    {
        var tea = await GroupAsync("tea");
        await SayAsync(tea, "old");
        await using var following = _chat.Start("follow", "tea", "--last", "1", "--json");
        Assert.Contains("\"old\"", await following.LineAsync(), StringComparison.Ordinal);
        await SayAsync(tea, "new");
        Assert.Contains("\"new\"", await following.LineAsync(), StringComparison.Ordinal);

        await following.InterruptAsync();

        var end = await following.EndAsync();
        Assert.Equal((130, ""), (end.ExitCode, end.Error));
    }

    [Fact]
    public async Task It_ends_without_a_word_when_nobody_reads_it_any_more()
    {
        var tea = await GroupAsync("tea");
        await SayAsync(tea, "old");
        await using var following = _chat.Start("follow", "tea", "--last", "1", "--json");
        await following.LineAsync();

        following.CloseOutput();
        await SayAsync(tea, "to nobody");

        var end = await following.EndAsync(isOutputClosed: true);
        Assert.Equal((141, ""), (end.ExitCode, end.Error));
    }

    public async ValueTask DisposeAsync()
    {
        await _bob.DisposeAsync();
        _chat.Dispose();
    }

    private async Task<Guid> GroupAsync(string title, Guid? with = null) =>
        (await _bob.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = title, ParticipantIds = [with ?? _ada] })).Id;

    private Task<Message> SayAsync(Guid conversation, string text) =>
        _bob.Hub.SendMessage(new() { ConversationId = conversation, ClientMessageId = $"{Guid.NewGuid()}", Content = text });
}
