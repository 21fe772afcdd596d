using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Messages;
using Chat.Core.Results;
using Chat.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Messages;

/// <summary>A repeat is answered with the first message also where a new one would be refused. The log does not ask for each message whether it is one.</summary>
public sealed class Repeats(ChatWorld world) : IClassFixture<ChatWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_removed_meanwhile_hears_of_the_message_they_sent_before()
    {
        var (ada, bob) = (await world.UserAsync("ada"), await world.UserAsync("bob"));
        var group = await world.GroupAsync(ada, bob);
        var first = await world.SendAsync(bob, group.Id, "I was here", "the-id");
        await world.Get<RemoveParticipant>().HandleAsync(ada, new() { ConversationId = group.Id, UserId = bob.AccountId }, Token);

        Assert.Equal(first.Id, (await RepeatAsync(bob, new() { ConversationId = group.Id, ClientMessageId = "the-id", Content = "I was here" })).Done().Id);
        Assert.Equal("not_found", (await RepeatAsync(bob, new() { ConversationId = group.Id, ClientMessageId = "another", Content = "and now" })).Code());
    }

    [Fact]
    public async Task Who_answered_first_is_not_told_that_somebody_else_did()
    {
        var (ada, bob, eve) = (await world.UserAsync("ada"), await world.UserAsync("bob"), await world.UserAsync("eve"));
        var group = await world.GroupAsync(ada, bob, eve);
        var question = await world.SendAsync(ada, group.Id, "?");
        SendMessageRequest answer = new() { ConversationId = group.Id, ClientMessageId = "b", Content = "!", IfUnansweredSince = question.Seq };
        var first = (await world.Get<SendMessage>().HandleAsync(bob, answer, Token)).Done();
        await world.SendAsync(eve, group.Id, "and I say");

        Assert.Equal(first.Id, (await RepeatAsync(bob, answer)).Done().Id);
    }

    [Fact]
    public void Ids_of_messages_are_of_version_7_and_never_the_same()
    {
        var now = DateTimeOffset.UtcNow;

        var ids = Enumerable.Range(0, 10_000).Select(_ => MessageIds.New(now)).ToHashSet();

        Assert.Equal(10_000, ids.Count);
        Assert.All(ids, id => Assert.Equal((7, 0x8), (id.Version, id.Variant & 0xC)));
        Assert.All(ids, id => Assert.StartsWith($"{now.ToUnixTimeMilliseconds():x12}", id.ToString("N"), StringComparison.Ordinal));
    }

    /// <summary>To a node that has heard of nothing yet.</summary>
    private async Task<Result<Message>> RepeatAsync(Caller caller, SendMessageRequest request)
    {
        await using var other = await world.StartAsync(Directory.CreateTempSubdirectory("chat-world-").FullName, new Committed());
        return await other.GetRequiredService<SendMessage>().HandleAsync(caller, request, Token);
    }
}
