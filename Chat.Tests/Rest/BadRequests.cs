using System.Net;
using System.Net.Sockets;
using System.Text;
using Chat.Tests.Running;

namespace Chat.Tests.Rest;

public sealed class BadRequests(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_of_100_MB_is_too_large_and_not_read()
    {
        // By hand: the server answers after the header and does not wait for what it will not take.
        using var socket = new TcpClient();
        await socket.ConnectAsync(app.Address.Host, app.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /api/auth/register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n"), Token);

        var answer = await ReadAsync(stream);

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"too_large\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"username\":\"\u00C3\u0028\",\"password\":\"correct horse 9 battery\"}")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"username\":{\"a\":1}}")]
    public async Task A_body_that_is_no_such_record_is_invalid(string latin1)
    {
        using var http = app.Http();
        using var body = new ByteArrayContent(Encoding.Latin1.GetBytes(latin1));
        body.Headers.ContentType = new("application/json");

        using var answer = await http.PostAsync("/api/auth/register", body, Token);

        Assert.Equal((400, "invalid"), await Asking.ProblemOfAsync(answer, Token));
    }

    [Fact]
    public async Task Nesting_without_end_is_invalid()
    {
        using var http = app.Http();
        using var body = new StringContent($"{{\"username\":{new string('[', 100_000)}", Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync("/api/auth/login", body, Token);

        Assert.Equal((400, "invalid"), await Asking.ProblemOfAsync(answer, Token));
    }

    [Fact]
    public async Task A_form_is_not_taken_for_json()
    {
        using var http = app.Http();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["username"] = "ada" });

        using var answer = await http.PostAsync("/api/auth/login", form, Token);

        Assert.Equal((415, "invalid"), await Asking.ProblemOfAsync(answer, Token));
    }

    [Theory]
    [InlineData("/api/nothing/here", 404, "not_found")]
    [InlineData("/api/me", 401, "unauthenticated")]
    [InlineData("/api/admin/users", 401, "unauthenticated")]
    [InlineData("/api/auth/login", 405, "invalid")]
    public async Task Every_refusal_is_a_problem_with_a_code(string path, int status, string code)
    {
        using var http = app.Http();

        using var answer = await http.GetAsync(path, Token);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_request_and_then_silence_hurts_nobody_else()
    {
        using var silent = new TcpClient();
        await silent.ConnectAsync(app.Address.Host, app.Address.Port, Token);
        await silent.GetStream().WriteAsync("POST /api/auth/login HT"u8.ToArray(), Token);
        using var http = app.Http();

        using var answer = await http.GetAsync("/api/info", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var all = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while (!all.ToString().Contains("too_large", StringComparison.Ordinal) && (read = await stream.ReadAsync(buffer, patience.Token)) > 0)
        {
            all.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return all.ToString();
    }
}
