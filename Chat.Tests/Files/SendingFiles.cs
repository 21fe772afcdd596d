using System.IO.Compression;
using System.Net;
using System.Text;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Files;

public sealed class SendingFiles(FileApp app) : IClassFixture<FileApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_and_a_bare_body_come_to_the_same()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);
        var note = "xin chào"u8.ToArray();

        var fromForm = await app.SendAsync(ada, note, "note.txt", Token);
        using var answer = await http.PostAsync("/api/files?name=note.txt", new ByteArrayContent(note), Token);
        var fromBody = await FileApp.AttachmentOfAsync(answer, Token);

        Assert.Equal(("note.txt", "text/plain", note.Length), (fromForm.Name, fromForm.ContentType, fromForm.Size));
        Assert.Equal($"/api/files/{fromForm.Id}", fromForm.Url);
        Assert.Null(fromForm.ThumbnailUrl);
        Assert.Equal(fromForm with { Id = fromBody.Id, Url = fromBody.Url }, fromBody);
        Assert.NotEqual(fromForm.Id, fromBody.Id);
        Assert.Equal(note, await http.GetByteArrayAsync(fromForm.Url, Token));
        Assert.Equal(note, await http.GetByteArrayAsync(fromBody.Url, Token));
    }

    [Fact]
    public async Task A_zip_named_jpg_is_a_zip()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true)) { zip.CreateEntry("a.txt").Open().Dispose(); }

        var file = await app.SendAsync(ada, packed.ToArray(), "holiday.jpg", Token);

        Assert.Equal(("application/zip", "holiday.jpg"), (file.ContentType, file.Name));
        Assert.Null(file.Width);
        using var http = app.Http(ada);
        using var read = await http.GetAsync(file.Url, Token);
        Assert.Equal("attachment", read.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("../../../etc/passwd", "passwd")]
    [InlineData("..\\..\\autoexec.bat", "autoexec.bat")]
    [InlineData("/dev/null", "null")]
    [InlineData("a\u0000b\u0007c.txt", "abc.txt")]
    [InlineData("\u202Egpj.exe", "gpj.exe")]
    [InlineData("zero\u200Bwidth.txt", "zerowidth.txt")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("hóa đơn.pdf", "hóa đơn.pdf")]
    public async Task A_name_is_made_harmless(string name, string kept)
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);

        using var answer = await http.PostAsync($"/api/files?name={Uri.EscapeDataString(name)}", new ByteArrayContent("text"u8.ToArray()), Token);
        var file = await FileApp.AttachmentOfAsync(answer, Token);

        Assert.Equal(kept, file.Name);
        Assert.All(app.OnDisk(file.Id), path => Assert.StartsWith(app.Folder + Path.DirectorySeparatorChar, Path.GetFullPath(path), StringComparison.Ordinal));
        Assert.Single(app.OnDisk(file.Id));
    }

    [Fact]
    public async Task A_name_of_ten_thousand_letters_is_cut_and_keeps_its_ending()
    {
        var ada = await app.RegisterAsync("ada", Token);

        var file = await app.SendAsync(ada, "text"u8.ToArray(), new string('a', 10_000) + ".txt", Token);

        Assert.InRange(file.Name.Length, 5, 125);
        Assert.EndsWith("a.txt", file.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_a_form_without_a_file_and_one_with_two_are_invalid()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);
        HttpContent[] bad =
        [
            new ByteArrayContent([]), FileApp.Form([], "empty.txt"), FileApp.Form(),
            FileApp.Form(("one"u8.ToArray(), "1.txt"), ("two"u8.ToArray(), "2.txt")),
        ];

        foreach (var content in bad)
        {
            using var answer = await http.PostAsync("/api/files", content, Token);
            Assert.Equal((400, "invalid"), await Asking.ProblemOfAsync(answer, Token));
        }
    }

    [Theory]
    [InlineData("multipart/form-data", "--x\r\n\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=", "--x\r\n\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x", "")]
    [InlineData("multipart/form-data; boundary=x", "not a form")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=f; filename=a.txt\r\n\r\nbroken o")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=f; filename=a.txt\r\n\r\nwhole\r\n--x\r\nbroken")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: ;;;\u0001=\r\n\r\nwhat\r\n--x--\r\n")]
    public async Task A_form_that_is_none_is_invalid_and_leaves_nothing(string type, string body)
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http(ada);
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await http.PostAsync("/api/files", content, Token);

        Assert.Equal((400, "invalid"), await Asking.ProblemOfAsync(answer, Token));
        Assert.Empty(app.Drafts());
    }

    [Fact]
    public async Task A_visitor_who_is_not_signed_in_sends_nothing()
    {
        using var http = app.Http();

        using var answer = await http.PostAsync("/api/files", FileApp.Form("text"u8.ToArray(), "a.txt"), Token);

        Assert.Equal((401, "unauthenticated"), await Asking.ProblemOfAsync(answer, Token));
    }

    [Fact]
    public async Task Thirty_files_at_once_all_arrive()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var bodies = Enumerable.Range(0, 30).Select(n => Encoding.UTF8.GetBytes(new string((char)('a' + n % 26), 1_000 + n))).ToArray();

        var files = await Task.WhenAll(bodies.Select((body, n) => app.SendAsync(ada, body, $"{n}.txt", Token)));

        Assert.Equal(30, files.Select(file => file.Id).Distinct().Count());
        using var http = app.Http(ada);
        for (var n = 0; n < 30; n++) { Assert.Equal(bodies[n], await http.GetByteArrayAsync(files[n].Url, Token)); }
        Assert.Empty(app.Drafts());
    }

    [Fact]
    public async Task A_whole_server_takes_four_megabytes_elsewhere_and_more_only_here()
    {
        await using var usual = new ChatApp();
        await usual.InitializeAsync();
        var ada = await usual.RegisterAsync("ada", Token);
        using var http = usual.Http(ada);
        var large = new byte[9_000_000];
        large.AsSpan().Fill((byte)'a');

        using var taken = await http.PostAsync("/api/files?name=large.txt", new ByteArrayContent(large), Token);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(large.Length, (await FileApp.AttachmentOfAsync(taken, Token)).Size);
    }
}
