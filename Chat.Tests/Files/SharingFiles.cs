using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Data;
using Chat.Core.Files;
using Chat.Data.Files;
using Chat.Data.Log;
using Chat.Tests.Fakes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Tests.Files;

/// <summary>Who reads a file through a message.</summary>
public sealed class SharingFiles(FileApp app) : IClassFixture<FileApp>
{
    private static readonly byte[] Text = "some text"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Members_read_what_a_message_shows_and_nobody_else()
    {
        var (ada, bob, eve) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token), await app.RegisterAsync("eve", Token));
        await using var desk = await app.ConnectAsync(ada, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        var conversation = await ConverseAsync(desk, bob);
        Assert.False(await ReadsAsync(bob, file));

        var message = await ShowAsync(desk, conversation, file);

        Assert.Equal([file], message.Attachments);
        Assert.True(await ReadsAsync(ada, file));
        Assert.True(await ReadsAsync(bob, file));
        Assert.False(await ReadsAsync(eve, file));
    }

    [Fact]
    public async Task Nobody_sends_a_file_of_somebody_else_not_even_one_they_can_read()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var adas = await app.ConnectAsync(ada, Token);
        await using var bobs = await app.ConnectAsync(bob, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        var conversation = await ConverseAsync(adas, bob);

        foreach (var id in (Guid[])[file.Id, Guid.CreateVersion7()])
        {
            Assert.Equal("not_found", await Asking.CodeOfAsync(() => bobs.Hub.SendMessage(Request(conversation, id))));
        }

        await ShowAsync(adas, conversation, file);
        Assert.Equal("not_found", await Asking.CodeOfAsync(() => bobs.Hub.SendMessage(Request(conversation, file.Id))));
    }

    [Fact]
    public async Task A_repeat_of_a_message_with_a_file_is_the_first_one()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var desk = await app.ConnectAsync(ada, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        var request = Request(await ConverseAsync(desk, bob), file.Id);

        var messages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Hub.SendMessage(request)));

        Assert.All(messages, message => Assert.Equal(messages[0].Id, message.Id));
        Assert.Equal([file], messages[0].Attachments);
    }

    [Fact]
    public async Task One_who_left_reads_no_more()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var adas = await app.ConnectAsync(ada, Token);
        await using var bobs = await app.ConnectAsync(bob, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        var conversation = await ConverseAsync(adas, bob);
        await ShowAsync(adas, conversation, file);

        await bobs.Hub.RemoveParticipant(new() { ConversationId = conversation, UserId = bob.User.Id });

        Assert.False(await ReadsAsync(bob, file));
        Assert.True(await ReadsAsync(ada, file));
    }

    [Fact]
    public async Task One_who_cleared_the_history_reads_no_more_of_it()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var adas = await app.ConnectAsync(ada, Token);
        await using var bobs = await app.ConnectAsync(bob, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        var conversation = await ConverseAsync(adas, bob);
        await ShowAsync(adas, conversation, file);

        await bobs.Hub.ClearHistory(new() { ConversationId = conversation });

        Assert.False(await ReadsAsync(bob, file));
        Assert.True(await ReadsAsync(ada, file));
    }

    [Fact]
    public async Task A_file_whose_messages_were_deleted_is_gone_at_once_and_later_from_the_disk()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var desk = await app.ConnectAsync(ada, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        var conversation = await ConverseAsync(desk, bob);
        var first = await ShowAsync(desk, conversation, file);
        var second = await ShowAsync(desk, conversation, file);

        await desk.Hub.DeleteMessage(new() { MessageId = first.Id });
        await SweepAsync(TimeSpan.FromDays(30));
        Assert.True(await ReadsAsync(bob, file));

        await desk.Hub.DeleteMessage(new() { MessageId = second.Id });
        Assert.False(await ReadsAsync(bob, file));
        Assert.False(await ReadsAsync(ada, file));

        await SweepAsync(TimeSpan.FromHours(2));
        Assert.Empty(app.OnDisk(file.Id));
    }

    [Fact]
    public async Task A_deleted_group_takes_its_files_with_it()
    {
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var desk = await app.ConnectAsync(ada, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        var conversation = await ConverseAsync(desk, bob);
        await ShowAsync(desk, conversation, file);

        await desk.Hub.DeleteConversation(new() { ConversationId = conversation });

        Assert.False(await ReadsAsync(bob, file));
        await app.Services.GetRequiredService<Tidying>().TidyAsync(Token);
        await SweepAsync(TimeSpan.FromHours(2));
        Assert.Empty(app.OnDisk(file.Id));
    }

    [Fact]
    public async Task What_a_note_shows_is_for_agents_alone()
    {
        var (agent, customer) = (await app.RegisterAsync("agent", Token), await app.RegisterAsync("customer", Token));
        await using var desk = await app.ConnectAsync(agent, Token);
        var file = await app.SendAsync(agent, Text, "a.txt", Token);
        var message = await ShowAsync(desk, await ConverseAsync(desk, customer), file);

        // As the support desk writes it.
        await ExecuteAsync($"UPDATE messages SET type = 'note' WHERE id = '{message.Id}'");
        await ExecuteAsync($"UPDATE accounts SET role = 'agent' WHERE id = '{agent.User.Id}'");
        await ExecuteAsync($"UPDATE accounts SET role = 'user' WHERE id = '{customer.User.Id}'");

        Assert.True(await ReadsAsync(agent, file));
        Assert.False(await ReadsAsync(customer, file));
    }

    [Fact]
    public async Task What_was_sent_to_others_outlives_the_senders_account()
    {
        await app.RegisterAsync("first", Token);
        var (ada, bob) = (await app.RegisterAsync("ada", Token), await app.RegisterAsync("bob", Token));
        await using var desk = await app.ConnectAsync(ada, Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        await ShowAsync(desk, await ConverseAsync(desk, bob), file);
        using var http = app.Http(ada);

        using var left = await http.DeleteAsync("/api/me", Token);
        await SweepAsync(TimeSpan.FromDays(30));

        Assert.True(left.IsSuccessStatusCode);
        Assert.True(await ReadsAsync(bob, file));
    }

    [Fact]
    public async Task Finding_who_may_read_never_walks_through_whole_tables()
    {
        await using var connection = await app.Database.Source.OpenConnectionAsync(Token);
        await using var plan = new NpgsqlCommand(
            $"SET enable_seqscan = off; EXPLAIN {FileUses.ShownTo.Replace("$1", $"'{Guid.NewGuid()}'").Replace("$2", $"'{Guid.NewGuid()}'")}", connection);
        var lines = new List<string>();
        await using var reader = await plan.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) { lines.Add(reader.GetString(0)); }

        Assert.Contains(lines, line => line.Contains("ix_message_attachments_file_id", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    private async Task<bool> ReadsAsync(Session session, Attachment file)
    {
        using var http = app.Http(session);
        using var answer = await http.GetAsync(file.Url, Token);
        if (answer.IsSuccessStatusCode) { return true; }
        Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(answer, Token));
        return false;
    }

    private static async Task<Guid> ConverseAsync(TestConnection owner, Session other) =>
        (await owner.Hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = "tea", ParticipantIds = [other.User.Id] })).Id;

    private static Task<Message> ShowAsync(TestConnection sender, Guid conversation, Attachment file) => sender.Hub.SendMessage(Request(conversation, file.Id));

    private static SendMessageRequest Request(Guid conversation, Guid file) => new()
    {
        ConversationId = conversation,
        ClientMessageId = Guid.NewGuid().ToString(),
        Content = "",
        Type = MessageType.File,
        AttachmentIds = [file],
    };

    private async Task ExecuteAsync(string sql)
    {
        await using var command = app.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task SweepAsync(TimeSpan later)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await new SweepFiles(
            services.GetRequiredService<IChatDb>(), services.GetRequiredService<IFileUses>(), services.GetRequiredService<FileFolder>(),
            new FakeClock(DateTimeOffset.UtcNow + later), NullLogger<SweepFiles>.Instance).HandleAsync(Token);
    }
}
