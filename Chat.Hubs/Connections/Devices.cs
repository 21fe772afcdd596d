using System.Collections.Concurrent;

namespace Chat.Hubs.Connections;

/// <summary>The connections of each account that is signed in on this node. Reading is free of locks: every event does it for every member.</summary>
public sealed class Devices
{
    private readonly ConcurrentDictionary<Guid, ChatConnection[]> _byAccount = [];
    private readonly Lock _changes = new();
    private volatile int _accounts;

    /// <summary>The first device of an account came. Handlers must be quick, and run in the order of what happened.</summary>
    internal event Action<Guid>? Came;

    /// <summary>The last device of an account went.</summary>
    internal event Action<Guid>? Went;

    /// <summary>Some device went.</summary>
    internal event Action<ChatConnection, Guid>? Left;

    public int Accounts => _accounts;

    internal ICollection<Guid> AccountIds => _byAccount.Keys;

    public bool IsHere(Guid accountId) => _byAccount.ContainsKey(accountId);

    internal ReadOnlySpan<ChatConnection> Of(Guid accountId) => _byAccount.TryGetValue(accountId, out var devices) ? devices : default;

    /// <summary>From now on the connection hears what its account may hear.</summary>
    internal void Join(ChatConnection connection)
    {
        lock (_changes)
        {
            if (connection.IsGone || connection.Caller?.AccountId is not { } account || connection.JoinedAs == account) { return; }
            Part(connection);
            connection.JoinedAs = account;
            if (_byAccount.TryGetValue(account, out var others))
            {
                _byAccount[account] = [.. others, connection];
                return;
            }

            _byAccount[account] = [connection];
            _accounts++;
            Came?.Invoke(account);
        }
    }

    /// <summary>Somebody else signs in on it.</summary>
    internal void LeaveAsSomebodyElse(ChatConnection connection)
    {
        lock (_changes)
        {
            if (connection.JoinedAs != connection.Caller?.AccountId) { Part(connection); }
        }
    }

    internal void Leave(ChatConnection connection)
    {
        lock (_changes)
        {
            connection.IsGone = true;
            Part(connection);
        }
    }

    private void Part(ChatConnection connection)
    {
        if (connection.JoinedAs is not { } account) { return; }
        connection.JoinedAs = null;
        var others = _byAccount[account].Where(one => one != connection).ToArray();
        if (others.Length > 0) { _byAccount[account] = others; } else { _byAccount.TryRemove(account, out _); }

        Left?.Invoke(connection, account);
        if (others.Length > 0) { return; }
        _accounts--;
        Went?.Invoke(account);
    }
}
