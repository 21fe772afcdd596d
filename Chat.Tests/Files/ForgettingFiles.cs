using Chat.Contracts.Messages;
using Chat.Core.Data;
using Chat.Core.Files;
using Chat.Core.Messages;
using Chat.Tests.Fakes;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Files;

public sealed class ForgettingFiles(FileApp app) : IClassFixture<FileApp>
{
    private static readonly byte[] Text = "some text"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_nobody_put_into_a_message_goes_after_a_day()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        using var http = app.Http(ada);

        await SweepAsync(TimeSpan.FromHours(23));
        Assert.Equal(Text, await http.GetByteArrayAsync(file.Url, Token));

        await SweepAsync(TimeSpan.FromHours(25));
        using var answer = await http.GetAsync(file.Url, Token);
        Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(answer, Token));
        Assert.Empty(app.OnDisk(file.Id));
        Assert.Empty(app.Drafts());
    }

    [Fact]
    public async Task A_file_on_its_way_into_a_message_is_not_taken_away()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        await SetAsync(file.Id, "created_at = now() - interval '2 days'");

        await ClaimAsync(ada.User.Id, file.Id);
        await SweepAsync(TimeSpan.Zero);
        Assert.Single(app.OnDisk(file.Id));

        // The message never came.
        await SweepAsync(TimeSpan.FromHours(2));
        Assert.Empty(app.OnDisk(file.Id));
    }

    [Fact]
    public async Task Files_are_claimed_all_or_none_in_their_order_and_by_their_sender_alone()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var bob = await app.RegisterAsync("bob", Token);
        var first = await app.SendAsync(ada, Text, "1.txt", Token);
        var second = await app.SendAsync(ada, Text, "2.txt", Token);
        var bobs = await app.SendAsync(bob, Text, "3.txt", Token);

        Assert.Null(await ClaimAsync(ada.User.Id, first.Id, bobs.Id));
        Assert.Null(await ClaimAsync(ada.User.Id, first.Id, Guid.CreateVersion7()));
        Assert.Null(await ClaimAsync(bob.User.Id, first.Id));
        using (var http = app.Http(ada)) { Assert.Equal(Text, await http.GetByteArrayAsync(first.Url, Token)); }

        Assert.Equal([second, first], (await ClaimAsync(ada.User.Id, second.Id, first.Id))!);
        Assert.Equal([first, second], (await ClaimAsync(ada.User.Id, first.Id, second.Id))!);
    }

    [Fact]
    public async Task What_a_crash_left_is_removed_and_what_is_on_its_way_is_not()
    {
        var (crashed, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var folder = app.Services.GetRequiredService<FileFolder>();
        foreach (var id in (Guid[])[crashed, kept])
        {
            // As a process leaves it that dies between the file and its row.
            var draft = folder.Begin(id);
            await draft.WriteAsync(draft.Upload, Text, Token);
            if (id == crashed) { draft.Keep(); }
        }

        await SweepAsync(TimeSpan.Zero);
        Assert.Single(app.OnDisk(crashed));
        Assert.Equal(2, app.Drafts().Count());

        await SweepAsync(TimeSpan.FromHours(2));
        Assert.Empty(app.OnDisk(crashed));
        Assert.Empty(app.Drafts());
    }

    [Fact]
    public async Task A_crash_after_the_row_costs_nothing()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        app.Services.GetRequiredService<FileFolder>().MarkForRemoval(file.Id);

        await SweepAsync(TimeSpan.FromHours(2));

        using var http = app.Http(ada);
        Assert.Equal(Text, await http.GetByteArrayAsync(file.Url, Token));
        Assert.Empty(app.Drafts());
    }

    [Fact]
    public async Task A_file_that_only_the_disk_knows_is_left_alone()
    {
        // Of another database perhaps, which an operator will bring back.
        var foreign = Path.Combine(app.Folder, "zz", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.GetDirectoryName(foreign)!);
        await File.WriteAllBytesAsync(foreign, Text, Token);

        await SweepAsync(TimeSpan.FromDays(400));

        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public async Task With_an_account_goes_what_it_never_sent()
    {
        await app.RegisterAsync("first", Token);
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Text, "a.txt", Token);
        using var http = app.Http(ada);

        using var left = await http.DeleteAsync("/api/me", Token);
        await SweepAsync(TimeSpan.Zero);

        Assert.True(left.IsSuccessStatusCode);
        Assert.Empty(app.OnDisk(file.Id));
    }

    private async Task<IReadOnlyList<Attachment>?> ClaimAsync(Guid senderId, params Guid[] ids) =>
        (await app.Services.GetRequiredService<IAttachments>().ClaimAsync(senderId, ids, Token)).Match(files => files, _ => null!);

    private async Task SetAsync(Guid id, string what)
    {
        await using var command = app.Database.Source.CreateCommand($"UPDATE files SET {what} WHERE id = '{id}'");
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }

    /// <summary>As the server will do it so much later.</summary>
    private async Task SweepAsync(TimeSpan later)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await new SweepFiles(
            services.GetRequiredService<IChatDb>(), services.GetRequiredService<IFileUses>(), services.GetRequiredService<FileFolder>(),
            new FakeClock(DateTimeOffset.UtcNow + later), NullLogger<SweepFiles>.Instance).HandleAsync(Token);
    }
}
