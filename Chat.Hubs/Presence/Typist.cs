using Chat.Contracts.Accounts;

namespace Chat.Hubs.Presence;

/// <summary>Somebody who types in a conversation. Changed only under its own lock.</summary>
internal sealed class Typist(User user)
{
    public Lock Lock { get; } = new();

    public User User { get; } = user;

    /// <summary>The connection that said so last; null when it is one of another node.</summary>
    public string? ConnectionId { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public DateTimeOffset ToldAt { get; set; } = DateTimeOffset.MinValue;
}

internal readonly record struct TypingPlace(Guid ConversationId, Guid AccountId);
