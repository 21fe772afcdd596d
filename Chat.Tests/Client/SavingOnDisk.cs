using Chat.Client.Saving;
using Chat.Client.Storing;

namespace Chat.Tests.Client;

public sealed class SavingOnDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-client-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_folder, "saved.json");

    [Fact]
    public async Task What_was_known_comes_back_as_it_was()
    {
        var server = new ModelServer(Guid.NewGuid());
        using var device = new ModelDevice(server, pageSize: 10);
        var tea = server.Create(server.Me);
        server.Send(tea, server.Me, "Xin chào \u0000 👋");
        server.Clear(server.Create(server.Me));
        server.Leave(server.Create(server.Me));
        device.Heal();
        using var file = new JsonFilePersistence<SavedState>(Path);

        await file.SaveAsync(SavedState.Of(device.Store.State), Token);
        var back = (await file.LoadAsync(Token))!.ToState();

        back.AssertKnows(server);
        Assert.Equal(device.Store.State.OwnRevision, back.OwnRevision);
    }

    [Fact]
    public async Task A_save_that_dies_half_way_leaves_the_old_one()
    {
        using var file = new JsonFilePersistence<SavedOutbox>(Path);
        var outbox = new SavedOutbox { UserId = Guid.NewGuid(), Messages = [] };
        await file.SaveAsync(outbox, Token);
        await File.WriteAllTextAsync(Path + ".new", "{\"userId\":", Token);

        Assert.Equal(outbox.UserId, (await file.LoadAsync(Token))?.UserId);
    }

    [Fact]
    public async Task A_broken_file_is_put_aside_for_a_person()
    {
        using var file = new JsonFilePersistence<SavedOutbox>(Path);
        await File.WriteAllTextAsync(Path, "{\"userId\":", Token);

        Assert.Null(await file.LoadAsync(Token));
        Assert.Equal("{\"userId\":", await File.ReadAllTextAsync(Path + ".broken", Token));
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_what_is_kept_is_its_owners_alone()
    {
        using var file = new JsonFilePersistence<SavedOutbox>(Path);
        await file.SaveAsync(new() { UserId = Guid.NewGuid(), Messages = [] }, Token);
        if (!OperatingSystem.IsWindows()) { Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path)); }

        await file.SaveAsync(null, Token);

        Assert.False(File.Exists(Path));
        Assert.Null(await file.LoadAsync(Token));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
