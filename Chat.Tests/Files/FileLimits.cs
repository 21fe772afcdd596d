using System.Net.Sockets;
using System.Text;
using Chat.Contracts.Accounts;
using Chat.Core.Files;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Files;

public sealed class FileLimits(FileApp app) : IClassFixture<FileApp>
{

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_at_the_limit_is_taken_and_one_byte_more_is_not()
    {
        var ada = await app.RegisterAsync("ada", Token);

        Assert.Equal(FileApp.MaxBytes, (await app.SendAsync(ada, Text(FileApp.MaxBytes), "a.txt", Token)).Size);

        using var http = app.Http(ada);
        foreach (var content in (HttpContent[])[FileApp.Form(Text(FileApp.MaxBytes + 1), "a.txt"), new ByteArrayContent(Text(FileApp.MaxBytes + 1))])
        {
            using var answer = await http.PostAsync("/api/files", content, Token);
            Assert.Contains("at most 1 MB", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
            Assert.Equal((413, "too_large"), await Asking.ProblemOfAsync(answer, Token));
        }

        Assert.Empty(app.Drafts());
    }

    [Fact]
    public async Task A_file_that_says_it_is_too_large_is_not_waited_for()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var socket = await AskAsync(ada, "Content-Length: 104857600");

        Assert.Contains("too_large", await ReadUntilAsync(socket, "too_large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_unsaid_length_is_cut_at_the_limit()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var socket = await AskAsync(ada, "Transfer-Encoding: chunked");
        var stream = socket.GetStream();
        var answer = ReadUntilAsync(socket, "too_large");
        var piece = Encoding.ASCII.GetBytes($"10000\r\n{new string('a', 0x10000)}\r\n");

        // Without an end: only the server can end it.
        var sent = 0L;
        try
        {
            while (!answer.IsCompleted && sent < 100L * FileApp.MaxBytes)
            {
                await stream.WriteAsync(piece, Token);
                sent += 0x10000;
            }
        }
        catch (IOException)
        {
            // The server closed the connection, which is its right.
        }

        Assert.Contains("too_large", await answer, StringComparison.Ordinal);
        Assert.InRange(sent, FileApp.MaxBytes, 100L * FileApp.MaxBytes - 1);
        await app.WaitForNoDraftsAsync();
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var before = app.OnDisk().Order().ToArray();
        using (var socket = await AskAsync(ada, "Content-Length: 500000"))
        {
            await socket.GetStream().WriteAsync(Text(300_000), Token);
            await app.WaitForDraftAsync();
            socket.Client.Close(timeout: 0);
        }

        await app.WaitForNoDraftsAsync();

        Assert.Equal(before, app.OnDisk().Order());
        Assert.Equal(0, await CountAsync(ada));
    }

    [Fact]
    public async Task What_a_user_may_keep_is_counted_also_when_all_is_sent_at_once()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var answer = await http.PostAsync("/api/files?name=a.txt", new ByteArrayContent(Text(FileApp.MaxBytes)), Token);
            return answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(Token);
        }));

        Assert.Equal(3, answers.Count(answer => answer is ""));
        Assert.Equal(5, answers.Count(answer => answer.Contains("\"too_large\"", StringComparison.Ordinal) && answer.Contains("3 MB", StringComparison.Ordinal)));
        Assert.Equal(3, await CountAsync(ada));
        Assert.Empty(app.Drafts());
        await app.SendAsync(await app.RegisterAsync("bob", Token), Text(10), "a.txt", Token);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_nothing_behind()
    {
        await using var full = new FullDisk();
        await full.InitializeAsync();
        var ada = await full.RegisterAsync("ada", Token);

        Assert.Equal((503, "unavailable"), await full.RefusedAsync(ada, Text(500_000), "a.txt", Token));
        Assert.Empty(full.OnDisk());
        Assert.Empty(full.Drafts());

        full.HasRoom = true;
        await full.SendAsync(ada, Text(500_000), "a.txt", Token);
    }

    [Theory]
    [InlineData("--Chat:Files:MaxBytes=0", "Chat:Files:MaxBytes")]
    [InlineData("--Chat:Files:QuotaBytes=-5", "Chat:Files:QuotaBytes")]
    public async Task A_senseless_setting_stops_the_start_with_its_name(string setting, string named)
    {
        await using var wrong = new WrongSetting(setting);

        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () => await wrong.InitializeAsync());

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    private async Task<long> CountAsync(Session session)
    {
        await using var count = app.Database.Source.CreateCommand("SELECT count(*) FROM files WHERE uploader_id = $1");
        count.Parameters.Add(new() { Value = session.User.Id });
        return (long)(await count.ExecuteScalarAsync(Token))!;
    }

    private async Task<TcpClient> AskAsync(Session session, string length)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(app.Address.Host, app.Address.Port, Token);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/files?name=a.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {session.AccessToken}\r\n{length}\r\n\r\n"), Token);
        return socket;
    }

    private static async Task<string> ReadUntilAsync(TcpClient socket, string wanted)
    {
        using var patience = Waiting.Limited(Token);
        var all = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while (!all.ToString().Contains(wanted, StringComparison.Ordinal) && (read = await socket.GetStream().ReadAsync(buffer, patience.Token)) > 0)
        {
            all.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return all.ToString();
    }

    private static byte[] Text(int length)
    {
        var text = new byte[length];
        text.AsSpan().Fill((byte)'a');
        return text;
    }

    private sealed class FullDisk : FileApp
    {
        public bool HasRoom { get; set; }

        protected override void Adjust(IServiceCollection services) => services.AddSingleton<CreateFile>(path => new Bounded(this, path));

        /// <summary>Has room for the first hundred thousand bytes.</summary>
        private sealed class Bounded(FullDisk disk, string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write)
        {
            private const int NoSpace = 28;
            private const int WindowsDiskFull = unchecked((int)0x80070070);

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
                disk.HasRoom || Length + buffer.Length < 100_000
                    ? base.WriteAsync(buffer, cancellationToken)
                    : throw new IOException("No space left on device", OperatingSystem.IsWindows() ? WindowsDiskFull : NoSpace);
        }
    }

    private sealed class WrongSetting(string setting) : ChatApp
    {
        protected override IReadOnlyList<string> Settings => [setting];
    }
}
