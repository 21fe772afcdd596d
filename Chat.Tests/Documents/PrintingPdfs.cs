using System.Diagnostics;
using Chat.Assistant.Knowledge;
using Chat.Tests.Running;
using static Chat.Tests.Documents.PdfReading;

namespace Chat.Tests.Documents;

/// <summary>Pages that a real browser printed.</summary>
public sealed class PrintingPdfs
{
    // A page takes a second or two. The limit is for machines that do much else at the time.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private const string Page = """
        <!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Sổ tay nhân viên</title>
        <style>body { font: 12pt sans-serif } .columns { columns: 2; text-align: justify }</style></head><body>
        <h1>Sổ tay nhân viên</h1><p>Chào mừng bạn đến với công ty. Đây là những điều cần biết trong tuần đầu tiên, được viết để ai cũng hiểu và làm theo dễ dàng.</p>
        <h2>Giờ làm việc</h2><p>Cửa hàng mở cửa lúc <b>tám giờ sáng</b> và đóng cửa lúc <i>mười tám giờ</i>. Nghỉ trưa một tiếng.</p>
        <h2>Nghỉ phép</h2><p>Mỗi nhân viên có mười hai ngày phép mỗi năm, và xin phép trước ba ngày.</p>
        <h1>Office and coffee</h1><p>The staff kitchen offers efficient waffle irons. Coffee is free of charge; the final cup is served at five.</p>
        <h2>Columns</h2><div class="columns"><p>Typography is the art and technique of arranging type to make written language legible, readable and appealing when it is displayed to
        those who read.</p></div></body></html>
        """;

    [Fact]
    public async Task A_printed_page_is_read_with_its_headings_its_words_and_its_marks()
    {
        var read = Read(await PrintedAsync(Page, TestContext.Current.CancellationToken));

        Assert.Equal("Sổ tay nhân viên", read.Title);
        Assert.Equal(
            [
                new("Sổ tay nhân viên", "Chào mừng bạn đến với công ty. Đây là những điều cần biết trong tuần đầu tiên, được viết để ai cũng hiểu và làm theo dễ dàng."),
                new("Sổ tay nhân viên › Giờ làm việc", "Cửa hàng mở cửa lúc tám giờ sáng và đóng cửa lúc mười tám giờ. Nghỉ trưa một tiếng."),
                new("Sổ tay nhân viên › Nghỉ phép", "Mỗi nhân viên có mười hai ngày phép mỗi năm, và xin phép trước ba ngày."),
                new("Office and coffee", "The staff kitchen offers efficient waffle irons. Coffee is free of charge; the final cup is served at five."),
                new Block("Office and coffee › Columns",
                    "Typography is the art and technique of arranging type to make written language legible, readable and appealing when it is displayed to those who read."),
            ],
            read.Blocks);
    }

    private static async Task<byte[]> PrintedAsync(string html, CancellationToken cancellationToken)
    {
        var chromium = Requires.Chromium();
        var folder = Directory.CreateTempSubdirectory("chat-print-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, cancellationToken);
            await PrintAsync(chromium, folder.FullName, page, pdf, cancellationToken);
            return await File.ReadAllBytesAsync(pdf, cancellationToken);
        }
        finally { folder.Delete(recursive: true); }
    }

    private static async Task PrintAsync(string chromium, string folder, string page, string pdf, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var browser = Process.Start(new ProcessStartInfo(
            chromium,
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer", $"--user-data-dir={Path.Combine(folder, "profile")}",
                $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        try
        {
            var said = Task.WhenAll(browser.StandardError.ReadToEndAsync(limit.Token), browser.StandardOutput.ReadToEndAsync(limit.Token));
            await browser.WaitForExitAsync(limit.Token);
            Assert.True(File.Exists(pdf), string.Join('\n', await said));
        }
        finally
        {
            if (!browser.HasExited) { browser.Kill(entireProcessTree: true); }
        }
    }
}
