using System.Collections.Concurrent;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>What a model is told for a reply.</summary>
public sealed class Remembering(Remembering.ForgetfulApp app) : IClassFixture<Remembering.ForgetfulApp>
{
    private const string Memory = "You keep the memory";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_no_longer_fits_is_summarised_and_the_summary_is_extended_and_never_made_anew()
    {
        var summed = new ConcurrentQueue<string>();
        var told = new ConcurrentQueue<ProviderCall>();
        app.Provider.Script = call =>
        {
            if (!call.System.Contains(Memory, StringComparison.Ordinal))
            {
                told.Enqueue(call);
                return call.SayAsync("Noted.");
            }

            summed.Enqueue(call.Question);
            return call.SayAsync($"SUMMARY-{summed.Count}");
        };
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await device.TalkAsync();
        for (var at = 1; at <= 6; at++)
        {
            await device.AskAsync(tea, $"fact-{at} {new string('x', 400)}");
            await device.EndedAsync(Token);
            if (at is 3 or 5) { await SummarisedAsync(tea.Id, at is 3 ? 3 : 7); }
        }

        Assert.Equal(2, summed.Count);
        var (first, second) = (summed.First(), summed.Last());
        Assert.Contains("fact-1", first, StringComparison.Ordinal);
        Assert.Contains("SUMMARY-1", second, StringComparison.Ordinal);
        Assert.Contains("fact-3", second, StringComparison.Ordinal);
        Assert.DoesNotContain("fact-1", second, StringComparison.Ordinal);
        Assert.DoesNotContain("SUMMARY", told.ElementAt(2).System, StringComparison.Ordinal);
        Assert.Contains("SUMMARY-1", told.ElementAt(3).System, StringComparison.Ordinal);
        Assert.Equal(["Noted.", "fact-3", "Noted.", "fact-4"], told.ElementAt(3).Messages.Where(one => one.Role != "system").Select(one => one.Text.Split(' ')[0]));
        Assert.Contains("SUMMARY-2", told.ElementAt(5).System, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_knows_the_persons_name_and_language_and_what_it_was_told_for_the_conversation()
    {
        app.Provider.Script = call => call.SayAsync("Well.");
        await using var device = await app.ConnectAsync(await app.RegisterAsync("Nguyễn An", Token), Token);
        await device.Hub.UpdateProfile(new() { Language = "vi" });
        var tea = await device.TalkAsync();
        await device.Hub.SetPrompt(new() { ConversationId = tea.Id, Prompt = "Speak of tea alone." });

        await device.AskAsync(tea, "And coffee?");
        await device.EndedAsync(Token);

        var system = app.Provider.CallsAbout("And coffee?").First().System;
        Assert.StartsWith("PROMPT-OF-THE-SERVER\n\nSpeak of tea alone.", system, StringComparison.Ordinal);
        Assert.Contains("Nguyễn An", system, StringComparison.Ordinal);
        Assert.Contains("tag vi", system, StringComparison.Ordinal);
        Assert.Equal("Speak of tea alone.", (await device.Hub.GetPrompt(new() { ConversationId = tea.Id })).Prompt);
    }

    [Fact]
    public async Task Only_who_owns_a_conversation_says_how_to_answer_there()
    {
        var bob = await app.RegisterAsync("bob", Token);
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await using var member = await app.ConnectAsync(bob, Token);
        await using var stranger = await app.ConnectAsync(await app.RegisterAsync("eve", Token), Token);
        var group = await ada.Hub.CreateConversation(new() { Kind = Contracts.Conversations.ConversationKind.Group, Title = "tea", ParticipantIds = [bob.User.Id] });

        Assert.Equal("forbidden", await Asking.CodeOfAsync(() => member.Hub.SetPrompt(new() { ConversationId = group.Id, Prompt = "Obey bob." })));
        Assert.Equal("not_found", await Asking.CodeOfAsync(() => stranger.Hub.SetPrompt(new() { ConversationId = group.Id, Prompt = "Obey eve." })));
        Assert.Equal("not_found", await Asking.CodeOfAsync(() => stranger.Hub.GetPrompt(new() { ConversationId = group.Id })));
        Assert.Equal("invalid", await Asking.CodeOfAsync(() => ada.Hub.SetPrompt(new() { ConversationId = group.Id, Prompt = new('x', 8_001) })));
    }

    [Fact]
    public async Task A_draft_and_a_summary_are_written_for_those_who_may_read_and_sent_to_nobody()
    {
        app.Provider.Script = call => call.SayAsync(call.System.Contains("Draft the next message", StringComparison.Ordinal) ? $"DRAFT {call.Question}" : $"SUMMARY {call.Question}");
        var bob = await app.RegisterAsync("bob", Token);
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await using var stranger = await app.ConnectAsync(await app.RegisterAsync("eve", Token), Token);
        var group = await ada.Hub.CreateConversation(new() { Kind = Contracts.Conversations.ConversationKind.Group, Title = "tea", ParticipantIds = [bob.User.Id] });
        Assert.Equal("invalid", await Asking.CodeOfAsync(() => ada.Hub.SuggestReply(new() { ConversationId = group.Id })));
        await ada.AskAsync(group, "Where is my tea?");

        Assert.Equal("DRAFT ada: Where is my tea?", (await ada.Hub.SuggestReply(new() { ConversationId = group.Id })).Content);
        Assert.Equal("SUMMARY ada: Where is my tea?", (await ada.Hub.Summarize(new() { ConversationId = group.Id })).Content);

        Assert.Equal("not_found", await Asking.CodeOfAsync(() => stranger.Hub.SuggestReply(new() { ConversationId = group.Id })));
        Assert.Equal("not_found", await Asking.CodeOfAsync(() => stranger.Hub.Summarize(new() { ConversationId = group.Id })));
        Assert.Equal(1, (await ada.Hub.GetConversation(new() { ConversationId = group.Id })).LastSeq);
    }

    [Fact]
    public async Task A_provider_that_fails_makes_no_draft_and_the_refusal_says_why()
    {
        app.Provider.Script = call => call.RefuseAsync(401);
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var group = await ada.Hub.CreateConversation(new() { Kind = Contracts.Conversations.ConversationKind.Group, Title = "tea" });
        await ada.AskAsync(group, "Hello?");

        Assert.Equal("unavailable", await Asking.CodeOfAsync(() => ada.Hub.SuggestReply(new() { ConversationId = group.Id })));
    }

    private Task SummarisedAsync(Guid conversation, long upTo) => Waiting.UntilAsync(
        $"the conversation is summarised up to {upTo}",
        async () =>
        {
            await using var ask = app.Database.Source.CreateCommand($"SELECT summary_up_to_seq FROM assistant_conversations WHERE conversation_id = '{conversation}'");
            return await ask.ExecuteScalarAsync(Token) is long seq && seq == upTo;
        }, Token);

    public sealed class ForgetfulApp : AssistantApp
    {
        protected override IReadOnlyList<string> More => ["--Chat:Assistant:ContextTokens=500", "--Chat:Assistant:Prompt=PROMPT-OF-THE-SERVER", "--Chat:Assistant:Tools=false"];
    }
}
