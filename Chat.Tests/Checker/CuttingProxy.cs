using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chat.Tests.Checker;

/// <summary>The line between clients and the server, which can be cut, held and made deaf. The server's address behind it may go and come back.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<ProxyLink, Task> _links = new();
    private readonly int _target;
    private readonly Task _accepting;

    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>In the order they were opened.</summary>
    public IReadOnlyList<ProxyLink> Links => [.. _links.Keys.OrderBy(link => link.Number)];

    public void CutAll()
    {
        foreach (var link in _links.Keys) { link.Cut(); }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting;
        await Task.WhenAll(_links.Values);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (var number = 0; ; number++)
        {
            Socket client;
            try { client = await _listener.AcceptSocketAsync(_end.Token); }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException) { return; }

            var link = new ProxyLink(number, client);
            _links[link] = Task.CompletedTask;
            _links[link] = RunAsync(link);
        }
    }

    private async Task RunAsync(ProxyLink link)
    {
        await link.RunAsync(_target, _end.Token);
        _links.TryRemove(link, out _);
    }
}
