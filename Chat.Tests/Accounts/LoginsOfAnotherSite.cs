using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chat.Client.Connecting;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;
using Chat.Tests.Running;
using System.Net.Http.Json;

namespace Chat.Tests.Accounts;

public sealed class LoginsOfAnotherSite(LoginsOfAnotherSite.BehindAShop app) : IClassFixture<LoginsOfAnotherSite.BehindAShop>
{
    private const string Issuer = "https://shop.example";
    private const string Audience = "chat-of-shop";
    private const string Secret = "a shared secret of thirty-two bytes and more";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_users_are_made_at_first_sight_and_found_again()
    {
        var subject = Guid.NewGuid().ToString("N");

        var first = await MeAsync(Sign(subject, "Nguyễn Thị Hoa"));
        var again = await MeAsync(Sign(subject, "Nguyễn Thị Hoa"));

        Assert.Equal("Nguyễn Thị Hoa", first.DisplayName);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Ten_first_sights_at_once_make_one_user()
    {
        var token = Sign(Guid.NewGuid().ToString("N"), "Rush Hour");

        var seen = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => MeAsync(token)));

        Assert.Single(seen.Select(user => user.Id).Distinct());
    }

    [Fact]
    public async Task Two_people_of_one_name_are_two_users()
    {
        var one = await MeAsync(Sign(Guid.NewGuid().ToString("N"), "An Nguyen"));
        var two = await MeAsync(Sign(Guid.NewGuid().ToString("N"), "An Nguyen"));

        Assert.NotEqual(one.Id, two.Id);
        Assert.NotEqual(one.Username, two.Username);
    }

    [Fact]
    public async Task The_site_decides_roles()
    {
        var subject = Guid.NewGuid().ToString("N");

        Assert.Equal(UserRole.Agent, (await MeAsync(Sign(subject, "Staff", role: "agent"))).Role);
        Assert.Equal(UserRole.User, (await MeAsync(Sign(subject, "Staff", role: "user"))).Role);
    }

    [Fact]
    public async Task A_connection_of_theirs_ends_when_its_token_does()
    {
        var token = Sign(Guid.NewGuid().ToString("N"), "Brief", lifetime: TimeSpan.FromSeconds(8));
        await using var open = await TestConnection.OpenAsync(app.Address, token, WireEncoding.MessagePack, Token);

        Assert.Equal("Brief", (await open.Hub.GetMe()).DisplayName);

        await open.ClosedAsync();
    }

    [Fact]
    public async Task Its_users_cannot_take_a_local_account_by_its_name()
    {
        var ada = await app.RegisterAsync("ada", Token);

        var impostor = await MeAsync(Sign(Guid.NewGuid().ToString("N"), ada.User.Username));

        Assert.NotEqual(ada.User.Id, impostor.Id);
        Assert.NotEqual(ada.User.Username, impostor.Username);
    }

    [Theory]
    [InlineData("https://other.example", Audience, Secret)]
    [InlineData(Issuer, "somebody-else", Secret)]
    [InlineData(Issuer, Audience, "another secret of thirty-two bytes and more")]
    public async Task Tokens_of_others_are_refused(string issuer, string audience, string secret)
    {
        using var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Sign("s", "Eve", issuer: issuer, audience: audience, secret: secret));

        using var answer = await http.GetAsync("/api/me", Token);

        Assert.Equal((401, "unauthenticated"), await Asking.ProblemOfAsync(answer, Token));
    }

    private async Task<User> MeAsync(string token)
    {
        using var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (await http.GetFromJsonAsync<User>("/api/me", ChatJson.Wire, Token))!;
    }

    private static string Sign(
        string subject, string name, string? role = null, TimeSpan? lifetime = null, string issuer = Issuer, string audience = Audience,
        string secret = Secret)
    {
        var expires = DateTimeOffset.UtcNow + (lifetime ?? TimeSpan.FromMinutes(5));
        var claims = new Dictionary<string, object> { ["iss"] = issuer, ["aud"] = audience, ["sub"] = subject, ["name"] = name };
        claims["exp"] = expires.ToUnixTimeSeconds();
        if (role is not null) { claims["role"] = role; }

        var signed = $"{Encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Encode(JsonSerializer.Serialize(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public sealed class BehindAShop : ChatApp
    {
        protected override IReadOnlyList<string> Settings =>
        [
            $"--Chat:Tokens:Issuers:0:Issuer={Issuer}", $"--Chat:Tokens:Issuers:0:Audience={Audience}",
            $"--Chat:Tokens:Issuers:0:SharedSecret={Secret}",
        ];
    }
}
