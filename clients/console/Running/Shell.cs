using Chat.Client.Connecting;
using Chat.Client.Files;
using Chat.Client.Saving;
using Chat.Client.Sessions;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Terminal.Output;
using Chat.Terminal.Sessions;

namespace Chat.Terminal.Running;

/// <summary>What a command has at hand: a server, the session on it, and where to write.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Lazy<SharedFilePersistence<Session>> _file;
    private readonly Lazy<DeviceSession> _session;
    private readonly Lazy<FileTransfer> _files;

    public Shell(Uri server, Screen screen, TextReader input, Interruption interruption)
    {
        (Address, Screen, Input, Interruption) = (server, screen, input, interruption);
        Server = new RemoteServer(server);
        _file = new(() => new(ConfigDirectory.SessionFile(server), Clock));
        _session = new(() => new(Server, _file.Value, Clock));
        _files = new(() => new(server, _session.Value));
    }

    public Uri Address { get; }

    public Screen Screen { get; }

    public TextReader Input { get; }

    public Interruption Interruption { get; }

    public IChatServer Server { get; }

    public static TimeProvider Clock => TimeProvider.System;

    /// <summary>Shared with every other command that runs on this server now.</summary>
    public ISharedPersistence<Session> SessionFile => _file.Value;

    public DeviceSession Session => _session.Value;

    public FileTransfer Files => _files.Value;

    /// <summary>Loads the session; nobody signed in ends the command.</summary>
    public async Task<User> MeAsync(CancellationToken cancellationToken)
    {
        if (Session.User is null) { await Session.LoadAsync(cancellationToken); }
        return Session.User ?? throw new SignedOutException("Nobody is signed in.");
    }

    /// <summary>One connection for what one command asks.</summary>
    public async Task<IChatConnection> ConnectAsync(CancellationToken cancellationToken, IChatClient? events = null)
    {
        await MeAsync(cancellationToken);
        return await Session.OpenAsync(events ?? new Silence(), cancellationToken);
    }

    /// <summary>Asks over a connection of its own.</summary>
    public async Task<T> AskAsync<T>(Func<IChatHub, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        return await ask(connection.Hub).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_files.IsValueCreated) { _files.Value.Dispose(); }
        if (_session.IsValueCreated) { _session.Value.Dispose(); }
        if (_file.IsValueCreated) { _file.Value.Dispose(); }
        Server.Dispose();
    }
}
