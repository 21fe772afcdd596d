using System.Net.WebSockets;
using Chat.Tests.Running;

namespace Chat.Tests.Rest;

public sealed class Origins(Origins.Shop app) : IClassFixture<Origins.Shop>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData("null", false)]
    public async Task Only_pages_of_configured_sites_may_open_a_socket(string origin, bool mayOpen)
    {
        if (!mayOpen)
        {
            await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.OpenAsync(Hub(), Token, origin));
            return;
        }

        await using var socket = await RawSocket.OpenAsync(Hub(), Token, origin);
        Assert.Contains("Connected", await socket.ReadUntilAsync("\"Connected\"", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_the_server_itself_may()
    {
        await using var socket = await RawSocket.OpenAsync(Hub(), Token, app.Address.GetLeftPart(UriPartial.Authority));

        Assert.Contains("Connected", await socket.ReadUntilAsync("\"Connected\"", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://shop.example", "https://shop.example")]
    [InlineData("https://evil.example", null)]
    public async Task Browsers_are_told_who_may_read_the_answers(string origin, string? allowed)
    {
        using var http = app.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/info");
        request.Headers.Add("Origin", origin);

        using var answer = await http.SendAsync(request, Token);

        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values);
        Assert.Equal(allowed, values?.Single());
    }

    private Uri Hub() => new UriBuilder(app.Address) { Scheme = "ws", Path = "/hubs/chat" }.Uri;

    public sealed class Shop : ChatApp
    {
        protected override IReadOnlyList<string> Settings => ["--Chat:Cors:Origins:0=https://shop.example"];
    }
}
