using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Assistant;
using Chat.Contracts.Wire;
using Chat.Tests.Documents;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>PDFs of an admin, over the real wire, in the answers of the built-in assistant.</summary>
public sealed class KnowingPdfs(KnowingPdfs.QuietApp app) : IClassFixture<KnowingPdfs.QuietApp>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await app.AdminAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_question_is_answered_from_a_Vietnamese_pdf_which_is_cited()
    {
        var pdf = PdfSketch.Unicode("Sổ tay cửa hàng",
            (20, "Giờ mở cửa"), (11, "Cửa hàng mở cửa lúc chín giờ sáng và đóng cửa lúc mười tám giờ."),
            (20, "Giao hàng"), (11, "Đơn hàng được giao trong hai ngày làm việc."));
        var document = await KeptAsync("/api/knowledge?name=so-tay.pdf", pdf);
        await using var device = await app.ConnectAsync(await app.RegisterAsync("an", Token), Token);

        await device.AskAsync(await device.TalkAsync(), "Bao giờ thì đơn hàng được giao?");
        var ended = await device.EndedAsync(Token);

        Assert.Equal((DocumentKind.Pdf, "Sổ tay cửa hàng", 2), (document.Kind, document.Title, document.Passages));
        Assert.Contains("Đơn hàng được giao trong hai ngày làm việc. [1]", ended.Content, StringComparison.Ordinal);
        var citation = ended.Citations![0];
        Assert.Equal((document.Id, "Giao hàng", "Đơn hàng được giao trong hai ngày làm việc."), (citation.DocumentId, citation.Section, citation.Text));
    }

    [Fact]
    public async Task What_is_a_pdf_is_read_as_one_whatever_it_is_called()
    {
        var pdf = PdfSketch.Of(PdfSketch.Lines("The lamp is made of brass."));

        Assert.Equal((DocumentKind.Pdf, "lamp"), await KindAsync("lamp.txt", pdf.Bytes(), "text/plain"));
        pdf.Head = "Sent by mail\n\n%PDF-1.4\n";
        Assert.Equal((DocumentKind.Pdf, "lamp"), await KindAsync("lamp.pdf", pdf.Bytes(), "application/octet-stream"));
        Assert.Equal((DocumentKind.Text, "about"), await KindAsync("about.txt", [.. "A file that begins with %PDF-1.7 is a PDF."u8], "text/plain"));
        Assert.Equal((DocumentKind.Text, "notes"), await KindAsync("notes.pdf", [.. "The lamp is made of brass."u8], "application/pdf"));
    }

    [Fact]
    public async Task The_title_of_the_admin_counts_before_that_of_the_file()
    {
        var document = await KeptAsync("/api/knowledge?title=Lamps&name=a.pdf", PdfSketch.Unicode("Brass", (11, "The lamp is made of brass.")));

        Assert.Equal("Lamps", document.Title);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_what_to_do()
    {
        Assert.Contains("(OCR)", await RefusedAsync(PdfSketch.Of("").Bytes()), StringComparison.Ordinal);
        Assert.Contains("damaged", await RefusedAsync([.. "%PDF-1.7 nothing"u8]), StringComparison.Ordinal);
        var locked = Path.Combine(Repository.Root, "Chat.Tests", "Documents", "Locked", "secret-aes-256.pdf");
        Assert.Contains("password", await RefusedAsync(await File.ReadAllBytesAsync(locked, Token)), StringComparison.Ordinal);
    }

    private async Task<(DocumentKind, string)> KindAsync(string name, byte[] content, string type)
    {
        var document = await KeptAsync($"/api/knowledge?name={name}", content, type);
        return (document.Kind, document.Title);
    }

    private async Task<KnowledgeDocument> KeptAsync(string address, byte[] content, string type = "application/pdf")
    {
        using var http = app.Http(await app.AdminAsync(Token));
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var answer = await http.PostAsync(address, body, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return (await answer.Content.ReadFromJsonAsync<KnowledgeDocument>(ChatJson.Wire, Token))!;
    }

    private async Task<string> RefusedAsync(byte[] content)
    {
        using var http = app.Http(await app.AdminAsync(Token));
        using var body = new ByteArrayContent(content);
        using var answer = await http.PostAsync("/api/knowledge?name=a.pdf", body, Token);
        var sentence = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"invalid\"", sentence, StringComparison.Ordinal);
        return sentence;
    }

    public sealed class QuietApp : ChatApp
    {
        private readonly SemaphoreSlim _once = new(1);
        private Session? _admin;

        protected override IReadOnlyList<string> Settings => ["--Chat:Assistant:Ollama="];

        /// <summary>The first account.</summary>
        public async Task<Session> AdminAsync(CancellationToken cancellationToken)
        {
            await _once.WaitAsync(cancellationToken);
            try { return _admin ??= await RegisterAsync("admin", cancellationToken); }
            finally { _once.Release(); }
        }
    }
}
