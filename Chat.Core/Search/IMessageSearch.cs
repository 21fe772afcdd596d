using Chat.Contracts.Messages;

namespace Chat.Core.Search;

/// <summary>Finds in what the account may see: never in others' conversations, what was deleted, or what they cleared.</summary>
public interface IMessageSearch
{
    Task<IReadOnlyList<FoundMessage>> FindAsync(
        Guid accountId, SearchQuery query, Guid? conversationId, FoundCursor? before, int limit, CancellationToken cancellationToken);
}

public sealed record FoundMessage(Message Message, FoundCursor Place);

/// <summary>Where a hit stands: those with the very letters first, then by rank and age together.</summary>
public sealed record FoundCursor(bool IsExact, double Score, Guid Id);
