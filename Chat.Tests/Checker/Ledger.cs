using System.Collections.Concurrent;
using Chat.Contracts.Messages;

namespace Chat.Tests.Checker;

/// <summary>What the actors asked and what they were answered: the history that is judged.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public ConcurrentDictionary<(Guid UserId, string ClientMessageId), Sending> Sends { get; } = new();

    /// <summary>Acknowledged edits, deletions and reactions, as they were answered.</summary>
    public ConcurrentQueue<AcknowledgedChange> Changes { get; } = new();

    public ConcurrentDictionary<(Guid UserId, Guid ConversationId), long> Reads { get; } = new();

    public ConcurrentDictionary<(Guid UserId, Guid ConversationId), long> Clearings { get; } = new();

    public ConcurrentDictionary<(Guid UserId, Guid ConversationId), bool> Mutings { get; } = new();

    /// <summary>Who left or was removed at some time: what they had cleared or muted before is no promise any more.</summary>
    public ConcurrentDictionary<(Guid UserId, Guid ConversationId), byte> Departures { get; } = new();

    public ConcurrentDictionary<Guid, byte> DeletedConversations { get; } = new();

    public Told Told { get; } = new();

    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Without what became of them, and without faults.</summary>
    public int Operations => _counts.Where(one => !one.Key.Contains(':', StringComparison.Ordinal)).Sum(one => one.Value);

    public void Count(string operation) => _counts.AddOrUpdate(operation, 1, (_, count) => count + 1);

    public Sending Send(string actor, int number, Guid userId, SendMessageRequest request) =>
        Sends.GetOrAdd((userId, request.ClientMessageId), _ => new(actor, number, userId, request));

    public void Read(Guid userId, Guid conversationId, long seq) =>
        Reads.AddOrUpdate((userId, conversationId), seq, (_, before) => Math.Max(before, seq));

    public void Cleared(Guid userId, Guid conversationId, long upTo) =>
        Clearings.AddOrUpdate((userId, conversationId), upTo, (_, before) => Math.Max(before, upTo));
}

/// <summary>One message that an actor wrote, and every answer that it got for it.</summary>
internal sealed record Sending(string Actor, int Number, Guid UserId, SendMessageRequest Request)
{
    public ConcurrentQueue<Message> Answers { get; } = new();
}

internal sealed record AcknowledgedChange(string Kind, Guid UserId, Message Answer);
