using System.Net;
using System.Text.RegularExpressions;
using Chat.Tests.Running;

namespace Chat.Tests.Web;

public sealed partial class WebApp(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    [InlineData("/settings")]
    [InlineData("/c/0196c0de-0000-7000-8000-000000000000?at=7")]
    public async Task Its_places_are_answered_with_the_app_itself(string place)
    {
        using var answer = await GetAsync(place);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
        Assert.Contains("<div id=\"app\">", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api/nothing")]
    [InlineData("/hubs/nothing")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/files.json")]
    [InlineData("/index.html.br")]
    [InlineData("/assets/%2e%2e/%2e%2e/appsettings.json")]
    public async Task What_is_none_of_its_places_is_not_found(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Its_pages_may_run_their_own_script_and_nothing_else()
    {
        using var answer = await GetAsync("/");

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("microphone=(self)", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotMatch("<script>|<style|style=|onload=", await answer.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task Its_script_comes_as_small_as_the_browser_takes_it_and_is_kept_for_ever(string? encoding)
    {
        var script = ScriptAddress().Match(await ReadAsync("/")).Groups["address"].Value;
        using var answer = await GetAsync(script, encoding);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again()
    {
        using var first = await GetAsync("/", "br");
        using var http = app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/settings");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/app.webmanifest", "application/manifest+json; charset=utf-8")]
    [InlineData("/mark.svg", "image/svg+xml")]
    [InlineData("/icon-512.png", "image/png")]
    [InlineData("/worker.js", "text/javascript; charset=utf-8")]
    public async Task What_makes_it_installable_has_its_right_type(string path, string type)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? encoding = null)
    {
        using var http = app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null) { request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding); }
        return await http.SendAsync(request, Token);
    }

    private async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    [GeneratedRegex("src=\"(?<address>/assets/[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ScriptAddress();
}
