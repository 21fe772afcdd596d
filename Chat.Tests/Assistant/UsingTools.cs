using System.Text.Json;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>A model that calls tools gets what the asker may have, and is told when something does not work.</summary>
public sealed class UsingTools(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_asker_finds_their_own_messages_and_nobody_elses()
    {
        var word = $"saffron{Guid.NewGuid():N}";
        app.Provider.Script = Call("search_messages", new { query = word });
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await using var eve = await app.ConnectAsync(await app.RegisterAsync("eve", Token), Token);
        var notes = await ada.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "notes" });
        await ada.AskAsync(notes, $"The {word} is in the blue tin.");

        Assert.Contains("in the blue tin", await AnswerAsync(ada), StringComparison.Ordinal);
        Assert.DoesNotContain("blue tin", await AnswerAsync(eve), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_group_the_search_stays_in_the_group()
    {
        var word = $"pepper{Guid.NewGuid():N}";
        app.Provider.Script = Call("search_messages", new { query = word });
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var diary = await ada.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "diary" });
        await ada.AskAsync(diary, $"My secret is {word}.");
        var group = await ada.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "tea" });

        await ada.AskAsync(group, "@assistant search");

        Assert.Equal("Nothing was found.", (await ada.EndedAsync(Token)).Content);
    }

    [Theory]
    [InlineData("search_messages", "{\"query\": ", "no JSON object")]
    [InlineData("search_messages", "[1, 2]", "no JSON object")]
    [InlineData("search_messages", "{\"query\": 7}", "query is missing")]
    [InlineData("format_disk", "{}", "no such tool")]
    [InlineData("set_reminder", "{\"text\": \"tea\"}", "is no time")]
    [InlineData("set_reminder", "{\"text\": \"tea\", \"at\": \"2001-01-01T00:00:00Z\"}", "a time to come")]
    [InlineData("summarize_conversation", "{\"conversation_id\": \"tea\"}", "no id of a conversation")]
    [InlineData("summarize_conversation", "{\"conversation_id\": \"00000000-0000-0000-0000-000000000001\"}", "no such conversation")]
    public async Task What_a_tool_cannot_do_is_said_to_the_model(string tool, string arguments, string says)
    {
        app.Provider.Script = Call(tool, arguments);
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);

        var answer = await AnswerAsync(ada);

        Assert.StartsWith("Error: ", answer, StringComparison.Ordinal);
        Assert.Contains(says, answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_model_learns_the_date_and_sums_up_the_conversation_it_is_in()
    {
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        app.Provider.Script = Call("today", "{}");
        Assert.Contains("UTC", await AnswerAsync(ada), StringComparison.Ordinal);

        var tool = Call("summarize_conversation", "{}");
        app.Provider.Script = call => call.System.StartsWith("Summarise the conversation", StringComparison.Ordinal) ? call.SayAsync("SUMMARY") : tool(call);
        Assert.Equal("SUMMARY", await AnswerAsync(ada));
    }

    [Fact]
    public async Task A_reminder_comes_as_a_message_when_it_is_time()
    {
        app.Provider.Script = Call("set_reminder", new { text = "Drink tea", minutes = 60 });
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        var tea = await ada.TalkAsync();
        await ada.AskAsync(tea, "Remind me.");
        Assert.StartsWith("The reminder is set for", (await ada.EndedAsync(Token)).Content, StringComparison.Ordinal);

        await using var hasten = app.Database.Source.CreateCommand($"UPDATE assistant_reminders SET due_at = now() - interval '1 second' WHERE conversation_id = '{tea.Id}'");
        Assert.Equal(1, await hasten.ExecuteNonQueryAsync(Token));

        var reminder = await ada.BegunAsync(Token);
        Assert.Equal((tea.Id, 3L, "⏰ Drink tea", MessageStatus.Complete), (reminder.ConversationId, reminder.Seq, reminder.Content, reminder.Status));
    }

    [Fact]
    public async Task A_model_that_calls_tools_without_an_end_has_to_answer()
    {
        app.Provider.Script = call => call.HasTools ? CallOnceMoreAsync(call) : call.SayAsync("Enough.");
        app.Provider.Forget();
        await using var ada = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);

        Assert.Equal("Enough.", await AnswerAsync(ada));
        Assert.Equal(6, app.Provider.CallsAbout("Use it.").Count());

        static async Task CallOnceMoreAsync(ProviderCall call)
        {
            await call.CallToolAsync("today", "{}");
            await call.EndAsync();
        }
    }

    [Fact]
    public async Task A_model_that_takes_no_tools_is_asked_without_them()
    {
        app.Provider.Script = call => call.HasTools ? call.RefuseAsync(400) : call.SayAsync("Without.");
        await using var plain = new PlainApp([$"--Chat:Assistant:Endpoint={app.Provider.Endpoint}", "--Chat:Assistant:Model=scripted", "--Chat:Assistant:Ollama="]);
        await plain.InitializeAsync();
        await using var ada = await plain.ConnectAsync(await plain.RegisterAsync("ada", Token), Token);
        app.Provider.Forget();

        Assert.Equal("Without.", await AnswerAsync(ada));
        Assert.Equal("Without.", await AnswerAsync(ada));
        Assert.Equal(3, app.Provider.CallsAbout("Use it.").Count());
    }

    private static Func<ProviderCall, Task> Call(string tool, object arguments) => Call(tool, JsonSerializer.Serialize(arguments));

    /// <summary>Calls the tool, and says what came of it.</summary>
    private static Func<ProviderCall, Task> Call(string tool, string arguments) => async call =>
    {
        if (call.Messages[^1] is ("tool", var result))
        {
            await call.SayAsync(result);
            return;
        }

        await call.CallToolAsync(tool, arguments);
        await call.EndAsync();
    };

    private static async Task<string> AnswerAsync(TestConnection device)
    {
        await device.AskAsync(await device.TalkAsync(), "Use it.");
        var ended = await device.EndedAsync(Token);
        Assert.Equal(MessageStatus.Complete, ended.Status);
        return ended.Content;
    }
}
