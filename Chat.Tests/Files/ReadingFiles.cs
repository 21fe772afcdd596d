using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Chat.Tests.Running;

namespace Chat.Tests.Files;

public sealed class ReadingFiles(FileApp app) : IClassFixture<FileApp>
{
    private static readonly byte[] Letters = "abcdefghijklmnopqrstuvwxyz"u8.ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bytes=0-4", "abcde", "bytes 0-4/26")]
    [InlineData("bytes=20-", "uvwxyz", "bytes 20-25/26")]
    [InlineData("bytes=-3", "xyz", "bytes 23-25/26")]
    [InlineData("bytes=24-99", "yz", "bytes 24-25/26")]
    public async Task A_part_can_be_asked_for(string range, string part, string told)
    {
        var (http, address) = await SentAsync(Letters, "letters.txt");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Range", range);

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(part, await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(told, answer.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task A_part_beyond_the_end_is_416()
    {
        var (http, address) = await SentAsync(Letters, "letters.txt");
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(26, 30) } };

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal("bytes */26", answer.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task What_a_browser_has_is_not_sent_again()
    {
        var (http, address) = await SentAsync(Letters, "letters.txt");
        using var first = await http.GetAsync(address, Token);
        Assert.Equal("private, max-age=31536000, immutable", Sorted(first.Headers.CacheControl!));
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await http.SendAsync(request, Token);

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_size_can_be_asked_without_the_file()
    {
        var (http, address) = await SentAsync(Letters, "letters.txt");
        using var request = new HttpRequestMessage(HttpMethod.Head, address);

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(26, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "picture.png", "image/svg+xml")]
    [InlineData("<!doctype html><script>alert(1)</script>", "picture.png", "text/html")]
    [InlineData("<?xml version='1.0'?><a/>", "a.xml", "application/xml")]
    [InlineData("%PDF-1.7 ...", "a.pdf", "application/pdf")]
    [InlineData("\u0001\u0002\u0003\u0000", "a.txt", "application/octet-stream")]
    public async Task What_a_browser_could_run_is_only_ever_saved(string content, string name, string type)
    {
        var (http, address) = await SentAsync(Encoding.Latin1.GetBytes(content), name);

        using var answer = await http.GetAsync(address, Token);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        AssertGuarded(answer);
    }

    [Fact]
    public async Task Plain_text_is_shown_and_still_runs_nothing()
    {
        var (http, address) = await SentAsync("1 < 2"u8.ToArray(), "đề bài.txt");

        using var answer = await http.GetAsync(address, Token);

        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("đề bài.txt", answer.Content.Headers.ContentDisposition.FileNameStar);
        AssertGuarded(answer);
    }

    [Fact]
    public async Task For_strangers_a_file_is_as_unknown_as_one_that_never_was()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Letters, "secret.txt", Token);
        using var asBob = app.Http(await app.RegisterAsync("bob", Token));

        using var stranger = await asBob.GetAsync(file.Url, Token);
        using var unknown = await asBob.GetAsync($"/api/files/{Guid.CreateVersion7()}", Token);

        Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(stranger, Token));
        Assert.Equal(await ToldAsync(unknown), await ToldAsync(stranger));
        Assert.Equal(Names(unknown), Names(stranger));
        Assert.Equal("no-store", stranger.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_visitor_who_is_not_signed_in_reads_nothing()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Letters, "secret.txt", Token);
        using var http = app.Http();

        foreach (var address in (string[])[file.Url, $"{file.Url}?access_token=nonsense", $"/api/files/{Guid.CreateVersion7()}"])
        {
            using var answer = await http.GetAsync(address, Token);
            Assert.Equal((401, "unauthenticated"), await Asking.ProblemOfAsync(answer, Token));
        }
    }

    [Fact]
    public async Task A_page_may_show_it_with_the_token_in_the_address()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Letters, "letters.txt", Token);
        using var http = app.Http();

        Assert.Equal(Letters, await http.GetByteArrayAsync($"{file.Url}?access_token={ada.AccessToken}", Token));
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(ada.AccessToken[^40..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_has_no_thumbnail()
    {
        var (http, address) = await SentAsync(Letters, "letters.txt");

        using var answer = await http.GetAsync($"{address}?thumbnail=true", Token);

        Assert.Equal((404, "not_found"), await Asking.ProblemOfAsync(answer, Token));
    }

    [Fact]
    public async Task A_file_that_lies_on_another_disk_is_unavailable_and_noted()
    {
        var ada = await app.RegisterAsync("ada", Token);
        var file = await app.SendAsync(ada, Letters, "letters.txt", Token);
        File.Delete(app.OnDisk(file.Id).Single());
        using var http = app.Http(ada);

        using var answer = await http.GetAsync(file.Url, Token);

        Assert.Equal((503, "unavailable"), await Asking.ProblemOfAsync(answer, Token));
        Assert.Contains(app.Log.Lines, line => line.Contains(file.Id.ToString(), StringComparison.Ordinal) && line.Contains("not on this disk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_voice_message_is_known_by_its_content()
    {
        byte[] voice = [.. "OggS"u8, .. new byte[24], .. "OpusHead"u8, .. new byte[40]];
        var (http, address) = await SentAsync(voice, "voice.bin");

        using var answer = await http.GetAsync(address, Token);

        Assert.Equal("audio/ogg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    private async Task<(HttpClient Http, string Address)> SentAsync(byte[] content, string name)
    {
        var ada = await app.RegisterAsync("ada", Token);
        return (app.Http(ada), (await app.SendAsync(ada, content, name, Token)).Url);
    }

    /// <summary>All but the number of this one request.</summary>
    private static async Task<string> ToldAsync(HttpResponseMessage answer)
    {
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    private static void AssertGuarded(HttpResponseMessage answer)
    {
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    private static string Sorted(CacheControlHeaderValue caching) =>
        $"{(caching.Private ? "private, " : "")}max-age={caching.MaxAge!.Value.TotalSeconds}, {string.Join(", ", caching.Extensions.Select(one => one.Name))}";

    private static IEnumerable<string> Names(HttpResponseMessage answer) => answer.Headers.Select(header => header.Key).Order(StringComparer.Ordinal);
}
