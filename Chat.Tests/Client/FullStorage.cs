using Chat.Client.Saving;
using Chat.Tests.Fakes;

namespace Chat.Tests.Client;

public sealed class FullStorage : TimedClientTest
{
    private readonly Disk<SavedOutbox> _outbox = new();
    private readonly Disk<SavedState> _state = new();

    protected override IPersistence<SavedOutbox> Outbox => _outbox;

    protected override IPersistence<SavedState> State => _state;

    [Fact]
    public async Task What_is_written_is_sent_all_the_same_and_saved_by_itself_when_there_is_room_again()
    {
        var tea = Server.Model.Create(Server.Model.Me, Bob);
        await ConnectAsync();
        var full = StorageAsync(isFailing: true);
        (_outbox.IsFull, _state.IsFull) = (true, true);

        await (await Client.SendAsync(tea.Id, "no room for this", Token)).Sent.WaitAsync(Patience, Token);

        Assert.Equal("no room for this", Assert.Single(tea.Messages).Content);
        await full.WaitAsync(Patience, Token);
        Assert.IsType<IOException>(Client.StorageFailure);

        Server.IsDown = true;
        Server.Cut();
        await Client.SendAsync(tea.Id, "later", Token);
        var roomy = StorageAsync(isFailing: false);
        (_outbox.IsFull, _state.IsFull) = (false, false);
        await Clock.AdvanceUntilAsync(roomy, Token);

        Assert.Null(Client.StorageFailure);
        Assert.Equal("later", Assert.Single((await _outbox.LoadAsync(Token))!.Messages).Request.Content);
    }

    [Fact]
    public async Task An_end_without_room_is_an_end_all_the_same()
    {
        Server.Model.Create(Server.Model.Me, Bob);
        await ConnectAsync();
        (_outbox.IsFull, _state.IsFull) = (true, true);

        await Client.DisposeAsync();

        Assert.Equal(0, Server.Open);
    }

    private Task<bool> StorageAsync(bool isFailing)
    {
        var changed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Client.StorageChanged += failure =>
        {
            if (failure is not null == isFailing) { changed.TrySetResult(true); }
        };
        return changed.Task;
    }

    private sealed class Disk<T> : IPersistence<T> where T : class
    {
        private readonly MemoryPersistence<T> _kept = new();

        public bool IsFull { get; set; }

        public Task<T?> LoadAsync(CancellationToken cancellationToken) => _kept.LoadAsync(cancellationToken);

        public Task SaveAsync(T? value, CancellationToken cancellationToken) =>
            IsFull ? Task.FromException(new IOException("No space left on device.")) : _kept.SaveAsync(value, cancellationToken);
    }
}
