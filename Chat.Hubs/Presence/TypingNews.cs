using System.Text.Json;
using System.Threading.Channels;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Core.Presence;
using Chat.Hubs.Lanes;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Presence;

/// <summary>Takes typing to the members, here and on other nodes.</summary>
internal sealed class TypingNews : IDisposable
{
    private const string Topic = "typing";

    // Telling may have to read who the members are; meanwhile the oldest news is the one to lose.
    private const int Capacity = 1_024;

    private readonly Channel<UserTyping> _toTell = Channel.CreateBounded<UserTyping>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Whispers _whispers;
    private readonly IConversationMembers _conversations;
    private readonly FanOut _fanOut;
    private readonly ILogger _logger;
    private readonly IDisposable _hearing;

    public TypingNews(Whispers whispers, IConversationMembers conversations, FanOut fanOut, ILogger<TypingNews> logger)
    {
        (_whispers, _conversations, _fanOut, _logger) = (whispers, conversations, fanOut, logger);
        _hearing = whispers.Hear(Topic, OnLine);
    }

    /// <summary>What another node says.</summary>
    public event Action<UserTyping>? Heard;

    public void Tell(UserTyping typing)
    {
        TellHere(typing);
        _whispers.Say(Topic, JsonSerializer.Serialize(typing, ChatJson.Wire));
    }

    public void TellHere(UserTyping typing) => _toTell.Writer.TryWrite(typing);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var typing in _toTell.Reader.ReadAllAsync(cancellationToken))
        {
            try { await TellAsync(typing, cancellationToken); }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested) { _logger.TypingFailed(failure); }
        }
    }

    public void Dispose() => _hearing.Dispose();

    private async ValueTask TellAsync(UserTyping typing, CancellationToken cancellationToken)
    {
        if (await _conversations.MembersAsync(typing.ConversationId, cancellationToken) is not Guid[] members) { return; }

        // Who left meanwhile is no longer shown as typing, but still as having stopped. The assistant is called into groups that it is not in.
        if (typing is { IsTyping: true, User.Role: not UserRole.Bot } && !members.Contains(typing.User.Id)) { return; }
        var key = new EphemeralKey(Topic, typing.ConversationId, typing.User.Id);
        _fanOut.SendEphemeral(members, key, LaneEvents.UserTyping(typing));
    }

    private void OnLine(string line)
    {
        UserTyping? typing = null;
        try { typing = JsonSerializer.Deserialize<UserTyping>(line, ChatJson.Wire); }
        catch (JsonException) { _logger.BusMessageStrange(Topic); }

        if (typing is not null) { Heard?.Invoke(typing); }
    }
}
