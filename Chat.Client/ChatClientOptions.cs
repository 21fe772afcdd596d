using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Contracts;
using Chat.Contracts.Accounts;

namespace Chat.Client;

/// <summary>How a <see cref="ChatClient"/> reaches its server, and what it keeps.</summary>
public sealed class ChatClientOptions
{
    /// <summary>The client disposes it.</summary>
    public required IChatServer Server { get; init; }

    /// <summary>The session, so that nobody signs in at each start. Not to be shared by two running clients.</summary>
    public IPersistence<Session> Session { get; init; } = new MemoryPersistence<Session>();

    /// <summary>Messages that are not acknowledged yet.</summary>
    public IPersistence<SavedOutbox> Outbox { get; init; } = new MemoryPersistence<SavedOutbox>();

    /// <summary>Conversations and messages; without it every start fetches all of them.</summary>
    public IPersistence<SavedState> State { get; init; } = new MemoryPersistence<SavedState>();

    /// <summary>Hears every event too, after the client has taken it: typing and presence are told to nobody else.</summary>
    public IChatClient? Listener { get; init; }

    public ReconnectPolicy Reconnect { get; init; } = new();

    /// <summary>Messages of one page of a sync.</summary>
    public int SyncPageSize { get; init; } = 500;

    /// <summary>A state that is saved late costs a larger sync at the next start, nothing else.</summary>
    public TimeSpan SaveStateEvery { get; init; } = TimeSpan.FromSeconds(5);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
