using Chat.Contracts.Messages;
using Chat.Core.Messages;
using Chat.Tests.Conversations;

namespace Chat.Tests.Messages;

public sealed class BadText(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("   \t\n ")]
    [InlineData("\u200B\u200D\u2060\uFEFF")]
    [InlineData("\u202E\u2066\u200F \u2069")]
    [InlineData("\u3164\u115F\u2800")]
    [InlineData("a\0b")]
    public async Task Is_refused(string content)
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);

        Assert.Equal("invalid", (await world.TrySendAsync(ada, chat.Id, content)).Code());
        Assert.Equal(0, (await world.SeenAsync(ada, chat.Id)).LastSeq);
    }

    [Fact]
    public Task With_half_a_letter_is_refused() => Is_refused("lone \uD83D surrogate");

    [Fact]
    public async Task Has_at_most_eight_thousand_characters_whatever_they_are_made_of()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        foreach (var letter in (string[])["a", "ữ", "👍"])
        {
            var full = string.Concat(Enumerable.Repeat(letter, MessageText.MaxLength));
            Assert.Equal(full, (await world.SendAsync(ada, chat.Id, full)).Content);
            Assert.Equal("invalid", (await world.TrySendAsync(ada, chat.Id, full + letter)).Code());
        }

        Assert.Equal("a", (await world.SendAsync(ada, chat.Id, "a")).Content);
    }

    [Fact]
    public async Task Good_text_stays_as_it_was_written_in_composed_form()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);

        var sent = await world.SendAsync(ada, chat.Id, "  Vie\u0302\u0323t\u202E\u200D Nam\n ");

        Assert.Equal("  Vi\u1EC7t\u202E\u200D Nam\n ", sent.Content);
    }

    [Theory]
    [InlineData("👍", true)]
    [InlineData("❤️", true)]
    [InlineData("❤", true)]
    [InlineData("🇻🇳", true)]
    [InlineData("👩‍👩‍👧‍👦", true)]
    [InlineData("🤷🏽‍♀️", true)]
    [InlineData("❤️‍🔥", true)]
    [InlineData("1️⃣", true)]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("1", false)]
    [InlineData("👍👍", false)]
    [InlineData("👍 ", false)]
    [InlineData("👍\u200D", false)]
    [InlineData("\u200D", false)]
    [InlineData("©", false)]
    [InlineData("🇻", false)]
    [InlineData("<b>", false)]
    [InlineData("\uD83D", false)]
    public void A_reaction_is_one_emoji(string text, bool isOne) => Assert.Equal(isOne, Emoji.IsOne(text));

    [Fact]
    public async Task What_clients_may_not_send_is_refused()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var chat = await world.PrivateAsync(ada, bob);
        var good = new SendMessageRequest { ConversationId = chat.Id, ClientMessageId = "id", Content = "x" };
        var send = world.Get<SendMessage>();
        async Task<string> CodeAsync(SendMessageRequest request) => (await send.HandleAsync(ada, request, Token)).Code();

        Assert.Equal("forbidden", await CodeAsync(good with { Type = MessageType.Call }));
        Assert.Equal("forbidden", await CodeAsync(good with { Type = MessageType.Note }));
        Assert.Equal("invalid", await CodeAsync(good with { Type = MessageType.Image }));
        Assert.Equal("invalid", await CodeAsync(good with { Emotion = "bored" }));
        Assert.Equal("invalid", await CodeAsync(good with { ClientMessageId = "" }));
        Assert.Equal("invalid", await CodeAsync(good with { ClientMessageId = new('x', 101) }));
        Assert.Equal("invalid", await CodeAsync(good with { ClientMessageId = "a\0" }));
        Assert.Equal("invalid", await CodeAsync(good with { IfUnansweredSince = -1 }));
        Assert.Equal("not_found", await CodeAsync(good with { AttachmentIds = [Guid.NewGuid()] }));
        Assert.Equal("done", await CodeAsync(good with { Emotion = "happy" }));
    }
}
