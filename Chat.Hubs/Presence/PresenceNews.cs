using System.Text.Json;
using Chat.Contracts.Wire;
using Chat.Core.Changes;
using Chat.Hubs.Connections;
using Chat.Hubs.Lanes;
using Microsoft.Extensions.Logging;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Hubs.Presence;

/// <summary>
/// Tells those who may see it what is shown of an account: itself, and who is online here and shares a conversation of few with
/// it. Newest wins by account, and so many accounts at a time: a thousand who come online together are told of over some seconds.
/// </summary>
internal sealed class PresenceNews : IDisposable
{
    public const int MaxMembers = 100;

    private const string Topic = "presence";

    /// <summary>Accounts told of in one go; each asks the database once for its contacts.</summary>
    private const int Slice = 100;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<Guid, Shown> _toTell = [];
    private readonly Whispers _whispers;
    private readonly IConversationViews _views;
    private readonly Devices _devices;
    private readonly FanOut _fanOut;
    private readonly ILogger _logger;
    private readonly IDisposable _hearing;

    public PresenceNews(Whispers whispers, IConversationViews views, Devices devices, FanOut fanOut, ILogger<PresenceNews> logger)
    {
        (_whispers, _views, _devices, _fanOut, _logger) = (whispers, views, devices, fanOut, logger);
        _hearing = whispers.Hear(Topic, OnLine);
    }

    /// <summary>What changed, told here with the next slice and to the other nodes at once.</summary>
    public void Tell(IReadOnlyList<Shown> changed)
    {
        foreach (var presence in changed)
        {
            Note(presence);
            _whispers.Say(Topic, JsonSerializer.Serialize(presence, ChatJson.Wire));
        }
    }

    public async Task TellSliceAsync(CancellationToken cancellationToken)
    {
        foreach (var presence in TakeSlice())
        {
            var told = LaneEvents.PresenceChanged(presence);
            var key = new EphemeralKey(Topic, presence.UserId);
            _fanOut.SendEphemeral(presence.UserId, key, told);
            if (_devices.Accounts is 0 || (_devices.Accounts is 1 && _devices.IsHere(presence.UserId))) { continue; }

            foreach (var contact in await _views.ContactsAsync(presence.UserId, MaxMembers, cancellationToken))
            {
                if (contact != presence.UserId) { _fanOut.SendEphemeral(contact, key, told); }
            }
        }
    }

    public void Dispose() => _hearing.Dispose();

    private void Note(Shown presence)
    {
        lock (_lock) { _toTell[presence.UserId] = presence; }
    }

    private Shown[] TakeSlice()
    {
        lock (_lock)
        {
            Shown[] slice = [.. _toTell.Values.Take(Slice)];
            foreach (var presence in slice) { _toTell.Remove(presence.UserId); }

            return slice;
        }
    }

    private void OnLine(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<Shown>(line, ChatJson.Wire) is { } presence) { Note(presence); }
        }
        catch (JsonException) { _logger.BusMessageStrange(Topic); }
    }
}
