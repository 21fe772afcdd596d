using System.Net.Http.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;
using Chat.Tests.Running;

namespace Chat.Tests.Accounts;

public sealed class Registering(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_account_is_the_admin_even_when_twenty_register_at_once()
    {
        await using var fresh = new ChatApp();
        await fresh.InitializeAsync();

        var sessions = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => fresh.RegisterAsync($"user{n}", Token)));

        Assert.Single(sessions, session => session.User.Role is UserRole.Admin);
    }

    [Fact]
    public async Task Over_the_hub_the_same_connection_is_signed_in()
    {
        await using var visitor = await app.ConnectAsync(null, Token);

        var session = await visitor.Hub.RegisterUser(Request(ChatApp.Unique("ada")));

        Assert.Equal(session.User, await visitor.Hub.GetMe());
        Assert.Equal(session, await visitor.NextAsync<Session>(Token));
    }

    [Fact]
    public async Task A_name_in_use_is_a_conflict_however_it_is_written()
    {
        var name = ChatApp.Unique("nguyễn").Normalize(System.Text.NormalizationForm.FormC);
        using var http = app.Http();
        await http.PostAsync<Session>("/api/auth/register", Request(name), Token);

        string[] others =
        [
            name, name.ToUpperInvariant(), name.Normalize(System.Text.NormalizationForm.FormD), $"  {name} ",
            FullWidth(name),
        ];
        foreach (var other in others) { Assert.Equal((409, "conflict"), await http.RefusedAsync("/api/auth/register", Request(other), Token)); }
    }

    [Theory]
    [InlineData("scope", "\u0455\u0441\u043E\u0440\u0435")]
    [InlineData("ace", "\u0430\u0441\u0435")]
    public async Task A_name_in_another_alphabet_that_looks_the_same_is_in_use_too(string latin, string lookAlike)
    {
        await using var fresh = new ChatApp();
        await fresh.InitializeAsync();
        using var http = fresh.Http();
        await http.PostAsync<Session>("/api/auth/register", Request(latin), Token);

        Assert.Equal((409, "conflict"), await http.RefusedAsync("/api/auth/register", Request(lookAlike), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a")]
    [InlineData("ad\u0000min")]
    [InlineData("ad\u200Bmin")]
    [InlineData("\u202Enimda")]
    [InlineData("line\nbreak")]
    [InlineData("p\u0430ypal")]
    [InlineData("<script>")]
    [InlineData("a@b")]
    [InlineData("-ada")]
    public async Task A_name_that_could_deceive_or_break_is_refused(string name)
    {
        using var http = app.Http();

        Assert.Equal((400, "invalid"), await http.RefusedAsync("/api/auth/register", Request(name), Token));
    }

    [Fact]
    public async Task A_name_of_10000_characters_is_refused()
    {
        using var http = app.Http();

        Assert.Equal((400, "invalid"), await http.RefusedAsync("/api/auth/register", Request(new string('a', 10_000)), Token));
    }

    [Theory]
    [InlineData("Trần Văn Đức")]
    [InlineData("李小龍")]
    [InlineData("jürgen.o")]
    [InlineData("вика")]
    [InlineData("john_doe-7")]
    public async Task People_of_all_languages_find_a_name(string name)
    {
        await using var fresh = new ChatApp();
        await fresh.InitializeAsync();
        using var http = fresh.Http();

        var session = await http.PostAsync<Session>("/api/auth/register", Request(name), Token);

        Assert.Equal(name, session.User.Username);
        Assert.Equal(name, session.User.DisplayName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short1")]
    [InlineData("12345678")]
    [InlineData("password123")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcdefghijkl")]
    [InlineData("weakling-9")]
    public async Task A_password_that_anybody_would_try_first_is_refused(string? password)
    {
        using var http = app.Http();
        var request = new RegisterUserRequest { Username = "weakling-9", Password = password };

        Assert.Equal((400, "invalid"), await http.RefusedAsync("/api/auth/register", request, Token));
    }

    [Fact]
    public async Task A_missing_field_is_named()
    {
        using var http = app.Http();

        using var answer = await http.PostAsJsonAsync("/api/auth/register", new { password = ChatApp.Password }, Token);

        Assert.Contains("username is missing", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((400, "invalid"), await Asking.ProblemOfAsync(answer, Token));
    }

    [Fact]
    public async Task An_unknown_field_is_ignored()
    {
        using var http = app.Http();
        var request = new { username = ChatApp.Unique("ada"), password = ChatApp.Password, fromTheFuture = new { a = 1 } };

        using var answer = await http.PostAsJsonAsync("/api/auth/register", request, Token);

        Assert.NotNull(await answer.Content.ReadFromJsonAsync<Session>(ChatJson.Wire, Token));
    }

    private static RegisterUserRequest Request(string name) => new() { Username = name, Password = ChatApp.Password };

    private static string FullWidth(string name) =>
        string.Concat(name.Select(letter => letter is >= 'a' and <= 'z' ? (char)(letter - 'a' + '\uFF41') : letter));
}
