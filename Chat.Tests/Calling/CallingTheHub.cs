using System.Text.Json;
using Chat.Client.Connecting;
using Chat.Contracts.Accounts;
using Chat.Contracts.Server;
using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Tests.Calling;

public sealed class CallingTheHub(ChatApp app) : IClassFixture<ChatApp>
{
    public static TheoryData<WireEncoding> Encodings => [WireEncoding.Json, WireEncoding.MessagePack];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Nobody_in_particular_may_call_only_what_is_open(WireEncoding encoding)
    {
        await using var visitor = await app.ConnectAsync(null, Token, encoding);

        Assert.NotEmpty((await visitor.Hub.GetServerInfo()).Version);
        Assert.Equal("unauthenticated", await Asking.CodeOfAsync(visitor.Hub.GetMe));
        Assert.Equal("unauthenticated", await Asking.CodeOfAsync(() => visitor.Hub.UpdateProfile(new())));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_refusal_is_a_code_and_a_sentence_and_nothing_else(WireEncoding encoding)
    {
        await using var visitor = await app.ConnectAsync(null, Token, encoding);

        var refusal = await Assert.ThrowsAsync<HubException>(() => visitor.Raw.InvokeAsync<User>("GetMe", Token));

        Assert.Equal("unauthenticated: Sign in first.", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_method_that_does_not_exist_is_not_found(WireEncoding encoding)
    {
        await using var visitor = await app.ConnectAsync(null, Token, encoding);

        var refusal = await Assert.ThrowsAsync<HubException>(() => visitor.Raw.InvokeAsync("NoSuchMethod", Wire(new { a = 1 }), Token));

        Assert.Equal("not_found: There is no such method.", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_missing_field_is_named(WireEncoding encoding)
    {
        await using var visitor = await app.ConnectAsync(null, Token, encoding);

        var refusal = await Assert.ThrowsAsync<HubException>(() => visitor.Raw.InvokeAsync<Session>("Login", Wire(new { username = "ada" }), Token));
        var nothing = await Assert.ThrowsAsync<HubException>(() => visitor.Raw.InvokeAsync<Session>("Login", Token));

        Assert.Equal("invalid: password is missing.", refusal.Message);
        Assert.StartsWith("invalid: ", nothing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_value_of_the_wrong_kind_is_invalid(WireEncoding encoding)
    {
        await using var visitor = await app.ConnectAsync(null, Token, encoding);

        var refusal = await Assert.ThrowsAsync<HubException>(
            () => visitor.Raw.InvokeAsync<Session>("Login", Wire(new { username = 7, password = true }), Token));

        Assert.StartsWith("invalid: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Chat.Contracts", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_request_of_optional_fields_may_be_left_out_and_one_too_many_is_ignored(WireEncoding encoding)
    {
        var ada = await app.RegisterAsync("ada", Token);
        await using var open = await app.ConnectAsync(ada, Token, encoding);

        Assert.Equal(ada.User, await open.Raw.InvokeAsync<User>("GetMe", Wire(new { }), Token));
        Assert.Equal(ada.User, await open.Raw.InvokeAsync<User>("UpdateProfile", Token));
        Assert.Equal(ada.User, await open.Raw.InvokeAsync<User>("UpdateProfile", null, Token));
        var missing = await Assert.ThrowsAsync<HubException>(() => open.Raw.InvokeAsync<Session>("Login", null, Token));
        Assert.Equal("invalid: username, password are missing.", missing.Message);
    }

    [Fact]
    public async Task A_message_larger_than_the_limit_closes_the_connection_and_nobody_elses()
    {
        await using var bystander = await app.ConnectAsync(null, Token);
        await using var visitor = await app.ConnectAsync(null, Token);

        // The server hangs up as soon as it knows the size, perhaps in the middle of it.
        var sending = visitor.Raw.SendAsync("Login", new LoginRequest { Username = "ada", Password = new('x', 3 * 1024 * 1024) }, Token);

        await visitor.ClosedAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.NotNull(await bystander.Hub.GetServerInfo());
    }

    [Fact]
    public async Task A_bad_token_is_refused_and_not_taken_for_nobody()
    {
        await Assert.ThrowsAsync<SignInRequiredException>(() => TestConnection.OpenAsync(app.Address, "bad.token.here", WireEncoding.Json, Token));
    }

    [Fact]
    public async Task Browsers_may_put_the_token_into_the_address_under_its_new_and_its_old_name()
    {
        var ada = await app.RegisterAsync("ada", Token);
        foreach (var name in (string[])["access_token", "token"])
        {
            var address = new UriBuilder(app.Address) { Scheme = "ws", Path = "/hubs/chat", Query = $"{name}={ada.AccessToken}" }.Uri;
            await using var socket = await RawSocket.OpenAsync(address, Token);

            Assert.Contains(ada.User.Id.ToString(), await socket.ReadUntilAsync("\"Connected\"", Token), StringComparison.Ordinal);
        }
    }

    /// <summary>What a client of another language would send.</summary>
    private static JsonElement Wire(object anything) => JsonSerializer.SerializeToElement(anything);
}
