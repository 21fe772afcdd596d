using Chat.Client;
using Chat.Client.Storing;
using Chat.Contracts.Sync;

namespace Chat.Tests.Client;

/// <summary>A device's store on a line that may lose, repeat and turn around what is told.</summary>
internal sealed class ModelDevice : IDisposable
{
    private readonly ModelServer _server;
    private readonly int _pageSize;
    private readonly List<ChatEvent> _onTheWay = [];
    private SyncPage? _page;
    private SyncRequest? _asked;

    public ModelDevice(ModelServer server, int pageSize)
    {
        (_server, _pageSize) = (server, pageSize);
        Store = new(Changes.Add);
        server.Tell = _onTheWay.Add;
        Store.Start(ChatState.Empty with { UserId = server.Me });
    }

    public List<ChatChange> Changes { get; } = [];

    public ChatStore Store { get; }

    public int OnTheWay => _onTheWay.Count;

    public void Deliver()
    {
        if (_onTheWay.Count is 0) { return; }
        Store.Receive(_onTheWay[0]);
        _onTheWay.RemoveAt(0);
    }

    public void Drop()
    {
        if (_onTheWay.Count > 0) { _onTheWay.RemoveAt(0); }
    }

    public void Repeat()
    {
        if (_onTheWay.Count > 0) { Store.Receive(_onTheWay[0]); }
    }

    public void TurnAround()
    {
        if (_onTheWay.Count > 1) { (_onTheWay[0], _onTheWay[1]) = (_onTheWay[1], _onTheWay[0]); }
    }

    /// <summary>The next step of a sync: asked, answered at the server, arrived. What is told meanwhile is on the same line.</summary>
    public void Sync(bool isLost)
    {
        if (_asked is null) { _asked = Store.BeginSync(_pageSize); }
        else if (isLost) { End(() => Store.AbandonSync()); }
        else if (_page is null) { _page = _server.Sync(_asked); }
        else { End(() => Store.EndSync(_page)); }
    }

    /// <summary>As after a reconnect: everything that was told has come or is lost, and syncs go through.</summary>
    public void Heal()
    {
        while (OnTheWay > 0) { Deliver(); }

        while (_asked is not null) { Sync(isLost: false); }

        for (var round = 0; Store.NeedsSync; round++)
        {
            Assert.True(round < 100, "It syncs without end.");
            while (Store.EndSync(_server.Sync(Store.BeginSync(_pageSize)))) { Assert.True(round++ < 10_000, "It syncs without end."); }
        }
    }

    public void Dispose() => Store.Dispose();

    private void End(Action end)
    {
        end();
        (_page, _asked) = (null, null);
    }
}
