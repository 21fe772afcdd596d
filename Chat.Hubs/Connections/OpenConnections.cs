using System.Collections.Concurrent;
using Chat.Core.Accounts;
using Chat.Core.Results;
using Chat.Core.Tokens;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Hubs.Connections;

/// <summary>The connections of this node, and the end of those whose session ended, wherever it was ended.</summary>
public sealed class OpenConnections : IDisposable
{
    private readonly ConnectionBook _open;
    private readonly ConcurrentDictionary<Guid, CallBudget> _userBudgets = [];
    private readonly SessionGate _gate;
    private readonly ITokenChecks _tokens;
    private readonly CallLimits _limits;
    private readonly Devices _devices;
    private readonly TimeProvider _clock;
    private readonly ILogger<OpenConnections> _logger;

    public OpenConnections(
        ConnectionBook open, SessionGate gate, ITokenChecks tokens, IOptions<CallLimits> limits, Devices devices, TimeProvider clock,
        ILogger<OpenConnections> logger)
    {
        (_open, _gate, _tokens, _limits, _devices, _clock, _logger) = (open, gate, tokens, limits.Value, devices, clock, logger);
        _gate.Changed += OnSessionsChangedAsync;
    }

    /// <summary>The hub begins with it.</summary>
    internal void Add(ChatConnection connection) => ShareBudget(connection);

    /// <summary>Makes the connection the bearer's, as if it had been opened with this token.</summary>
    internal async Task<Result<Caller>> SignInAsync(ChatConnection connection, string accessToken, CancellationToken cancellationToken)
    {
        var claims = await _tokens.CheckAsync(accessToken, cancellationToken);
        if (claims.IsRefused(out var refusal, out var good)) { return refusal; }
        if ((await _gate.AdmitAsync(good, cancellationToken)).IsRefused(out refusal, out var caller)) { return refusal; }

        connection.Caller = caller;
        _devices.LeaveAsSomebodyElse(connection);
        ShareBudget(connection);
        await ConfirmAsync(connection, cancellationToken);
        return caller;
    }

    /// <summary>A session may have ended between the check of its token and the moment its end would have been noticed here.</summary>
    internal Task ConfirmAsync(ChatConnection connection, CancellationToken cancellationToken) =>
        AskAgainAsync(connection, cancellationToken);

    /// <summary>Closes what is past its end, what was waiting for its last answer, and whose reader takes nothing.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var (now, timestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        foreach (var connection in _open.All)
        {
            connection.Outbox?.CloseIfStalled(timestamp);

            if (connection.LastAnswer is { } last) { await LetGoAsync(connection, last, cancellationToken); }
            else if (connection.Caller?.EndsAt <= now) { await AskAgainAsync(connection, cancellationToken); }
        }

        ForgetBudgets();
    }

    public void Dispose() => _gate.Changed -= OnSessionsChangedAsync;

    private async Task OnSessionsChangedAsync(SessionChange change, CancellationToken cancellationToken)
    {
        var closed = 0;
        foreach (var connection in _open.All)
        {
            if (connection is { Caller: { } caller, LastAnswer: null } && change.Concerns(caller)
                && await AskAgainAsync(connection, cancellationToken))
            {
                closed++;
            }
        }

        if (closed > 0) { _logger.ConnectionsClosed(closed); }
    }

    private async Task LetGoAsync(ChatConnection connection, LastAnswer last, CancellationToken cancellationToken)
    {
        if (!last.IsOut) { return; }
        connection.LastAnswer = null;

        // A session of another site cannot be ended here; leaving closes the connection all the same.
        if (last.IsGoodbye) { connection.Close(); }
        else { await AskAgainAsync(connection, cancellationToken); }
    }

    private async Task<bool> AskAgainAsync(ChatConnection connection, CancellationToken cancellationToken)
    {
        if (connection.Caller is not { } caller) { return false; }
        if ((await _gate.AdmitAgainAsync(caller, cancellationToken)).IsRefused(out _, out var admitted))
        {
            connection.Close();
            return true;
        }

        connection.Caller = admitted;
        return false;
    }

    private void ShareBudget(ChatConnection connection)
    {
        if (connection.Caller is { } caller)
        {
            connection.UserBudget = _userBudgets.GetOrAdd(caller.AccountId, _ => _limits.ForUser(_clock));
        }
    }

    private void ForgetBudgets()
    {
        if (_userBudgets.Count <= _open.Count) { return; }
        var present = _open.All.Select(connection => connection.Caller?.AccountId).ToHashSet();
        foreach (var account in _userBudgets.Keys.Where(account => !present.Contains(account))) { _userBudgets.TryRemove(account, out _); }
    }
}
