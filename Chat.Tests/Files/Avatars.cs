using System.Net.Http.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;
using Chat.Native.Pictures;
using Chat.Tests.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Files;

public sealed class Avatars : IClassFixture<ChatApp>
{
    private readonly ChatApp _app;

    public Avatars(ChatApp app)
    {
        Requires.Pictures();
        _app = app;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_shown_to_everybody_who_knows_its_address_on_every_node()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        await using var phone = await _app.ConnectAsync(ada, Token);
        var photo = MadePictures.WithPhoneMetadata(MadePictures.Jpeg(PngMaker.LeftRedRightBlue(400, 300)), orientation: 1);

        var user = await phone.Hub.UpdateProfile(new() { Avatar = photo });

        Assert.StartsWith($"/api/users/{ada.User.Id}/avatar?v=", user.AvatarUrl, StringComparison.Ordinal);
        Assert.Equal(user, await phone.Hub.GetMe());
        await using var other = await _app.StartAnotherAsync();
        foreach (var server in (Uri[])[_app.Address, other.Address])
        {
            using var http = new HttpClient { BaseAddress = server };
            using var answer = await http.GetAsync(user.AvatarUrl, Token);
            var picture = await answer.Content.ReadAsByteArrayAsync(Token);
            var header = Vips.ReadHeader(picture);
            Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal((256, 256), (header.Width, header.Height));
            Assert.True(picture.AsSpan().IndexOf("GPS"u8) < 0);
            Assert.True(answer.Headers.CacheControl!.Public);
            Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Fact]
    public async Task A_new_picture_has_a_new_address_and_the_old_one_is_gone()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        using var http = _app.Http(ada);

        var first = await UpdateAsync(http, new() { Avatar = PngMaker.LeftRedRightBlue(64, 64) });
        var named = await UpdateAsync(http, new() { DisplayName = "Ada L." });
        var second = await UpdateAsync(http, new() { Avatar = PngMaker.LeftRedRightBlue(32, 32) });
        var without = await UpdateAsync(http, new() { Avatar = [] });

        Assert.Equal(first.AvatarUrl, named.AvatarUrl);
        Assert.NotEqual(first.AvatarUrl, second.AvatarUrl);
        Assert.Null(without.AvatarUrl);
        foreach (var gone in (string[])[first.AvatarUrl!, second.AvatarUrl!]) { Assert.Equal((404, "not_found"), await RefusedAsync(gone)); }
    }

    [Fact]
    public async Task Without_its_address_nobody_learns_whether_there_is_a_picture()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        using var http = _app.Http(ada);
        await UpdateAsync(http, new() { Avatar = PngMaker.LeftRedRightBlue(64, 64) });

        foreach (var id in (Guid[])[ada.User.Id, Guid.CreateVersion7()])
        {
            foreach (var version in (string[])["", "?v=", "?v=1", $"?v={Guid.NewGuid():N}", $"?v={Guid.NewGuid():D}"])
            {
                Assert.Equal((404, "not_found"), await RefusedAsync($"/api/users/{id}/avatar{version}"));
            }
        }
    }

    [Fact]
    public async Task What_is_no_picture_changes_nothing()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        using var http = _app.Http(ada);
        var before = await UpdateAsync(http, new() { Avatar = PngMaker.LeftRedRightBlue(64, 64) });
        (byte[] Avatar, int Status, string Code)[] bad =
        [
            ("text"u8.ToArray(), 400, "invalid"), ([0xFF, 0xD8, 0xFF], 400, "invalid"), ("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), 400, "invalid"),
            (PngMaker.LeftRedRightBlue(900, 2), 400, "invalid"), (PngMaker.Claim(3_000, 3_000), 400, "invalid"), (PngMaker.Bomb(30_000), 413, "too_large"),
        ];

        foreach (var (avatar, status, code) in bad)
        {
            using var answer = await http.PatchAsync("/api/me", Asking.Json(new UpdateProfileRequest { DisplayName = "Other", Avatar = avatar }), Token);
            Assert.Equal((status, code), await Asking.ProblemOfAsync(answer, Token));
        }

        Assert.Equal(before, await http.GetFromJsonAsync<User>("/api/me", ChatJson.Wire, Token));
    }

    [Fact]
    public async Task Ten_pictures_at_once_end_as_one()
    {
        var ada = await _app.RegisterAsync("ada", Token);
        using var http = _app.Http(ada);

        var users = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => UpdateAsync(http, new() { Avatar = PngMaker.LeftRedRightBlue(64, 64) })));

        var last = await http.GetFromJsonAsync<User>("/api/me", ChatJson.Wire, Token);
        Assert.Contains(last, users);
        Assert.NotEmpty(await http.GetByteArrayAsync(last!.AvatarUrl, Token));
    }

    [Fact]
    public async Task The_picture_is_in_the_export_and_goes_with_the_account()
    {
        await _app.RegisterAsync("first", Token);
        var ada = await _app.RegisterAsync("ada", Token);
        using var http = _app.Http(ada);
        var user = await UpdateAsync(http, new() { Avatar = PngMaker.LeftRedRightBlue(64, 64) });
        using var sent = await http.PostAsync("/api/files?name=a.txt", new ByteArrayContent("text"u8.ToArray()), Token);
        var file = await FileApp.AttachmentOfAsync(sent, Token);

        var export = await http.GetFromJsonAsync<AccountExport>("/api/me/export", ChatJson.Wire, Token);
        Assert.Equal(user, export!.User);
        Assert.Equal([file], export.Files);

        using var left = await http.DeleteAsync("/api/me", Token);
        Assert.True(left.IsSuccessStatusCode);
        Assert.Equal((404, "not_found"), await RefusedAsync(user.AvatarUrl!));
    }

    private static async Task<User> UpdateAsync(HttpClient http, UpdateProfileRequest request)
    {
        using var answer = await http.PatchAsync("/api/me", Asking.Json(request), Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return (await answer.Content.ReadFromJsonAsync<User>(ChatJson.Wire, Token))!;
    }

    private async Task<(int Status, string Code)> RefusedAsync(string address)
    {
        using var http = _app.Http();
        using var answer = await http.GetAsync(address, Token);
        return await Asking.ProblemOfAsync(answer, Token);
    }
}
