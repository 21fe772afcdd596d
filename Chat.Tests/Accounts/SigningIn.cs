using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Chat.Contracts.Accounts;
using Chat.Tests.Running;

namespace Chat.Tests.Accounts;

public sealed class SigningIn(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_opens_the_same_account_over_hub_and_rest()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();
        await using var visitor = await app.ConnectAsync(null, Token);

        var byRest = await http.PostAsync<Session>("/api/auth/login", Login(ada.User.Username.ToUpperInvariant()), Token);
        var byHub = await visitor.Hub.Login(Login(ada.User.Username));

        Assert.Equal(ada.User, byRest.User);
        Assert.Equal(ada.User, byHub.User);
        Assert.Equal(ada.User, await visitor.Hub.GetMe());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();

        var wrong = await BodyAsync(http, Login(ada.User.Username, "not the password"));
        var unknown = await BodyAsync(http, Login(ChatApp.Unique("nobody"), "not the password"));

        Assert.Equal(wrong, unknown);
        Assert.Contains("unauthenticated", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_again_and_again_locks_the_name_for_a_while_even_for_the_right_password()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();

        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal((401, "unauthenticated"), await http.RefusedAsync("/api/auth/login", Login(ada.User.Username, "wrong"), Token));
        }

        Assert.Equal((429, "rate_limited"), await http.RefusedAsync("/api/auth/login", Login(ada.User.Username, "wrong"), Token));
        using var right = await http.PostAsJsonAsync("/api/auth/login", Login(ada.User.Username), Token);
        Assert.Equal((429, "rate_limited"), await Asking.ProblemOfAsync(right, Token));
        Assert.True(right.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_locked_alike()
    {
        var nobody = ChatApp.Unique("nobody");
        using var http = app.Http();

        for (var attempt = 0; attempt < 5; attempt++) { await http.RefusedAsync("/api/auth/login", Login(nobody), Token); }

        Assert.Equal((429, "rate_limited"), await http.RefusedAsync("/api/auth/login", Login(nobody), Token));
    }

    [Fact]
    public async Task A_hundred_guesses_at_once_are_a_hundred_attempts()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(
            guess => http.RefusedAsync("/api/auth/login", Login(ada.User.Username, $"guess {guess}"), Token)));

        Assert.InRange(answers.Count(answer => answer.Code == "unauthenticated"), 1, 5);
    }

    [Fact]
    public async Task Success_forgets_the_failures()
    {
        var ada = await app.RegisterAsync("ada", Token);
        using var http = app.Http();

        for (var round = 0; round < 3; round++)
        {
            for (var attempt = 0; attempt < 3; attempt++) { await http.RefusedAsync("/api/auth/login", Login(ada.User.Username, "wrong"), Token); }

            await http.PostAsync<Session>("/api/auth/login", Login(ada.User.Username), Token);
        }
    }

    private static LoginRequest Login(string name, string password = ChatApp.Password) => new() { Username = name, Password = password };

    private static async Task<string> BodyAsync(HttpClient http, LoginRequest request)
    {
        using var answer = await http.PostAsJsonAsync("/api/auth/login", request, Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Token);

        // The one thing in an answer that is its own.
        problem!.Remove("traceId");
        return problem.ToJsonString();
    }
}
