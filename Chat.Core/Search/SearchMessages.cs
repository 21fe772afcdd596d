using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Results;

namespace Chat.Core.Search;

/// <summary>Finds messages by their words, with and without diacritics.</summary>
public sealed class SearchMessages(IMessageSearch search, IConversationViews views)
{
    public const int MaxPage = 100;

    public async Task<Result<SearchPage>> HandleAsync(Caller caller, SearchMessagesRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }
        if (SearchQuery.Read(request.Query).IsRefused(out var refusal, out var query)) { return refusal; }
        FoundCursor? before = null;
        if (request.Before is { } text && FoundCursors.Read(text).IsRefused(out refusal, out before)) { return refusal; }
        if (request.ConversationId is { } place && !await IsMemberAsync(place, caller, cancellationToken)) { return ConversationRefusals.NoConversation; }

        var size = request.Limit ?? 20;
        var found = await search.FindAsync(caller.AccountId, query, request.ConversationId, before, size + 1, cancellationToken);
        return new SearchPage
        {
            Hits = [.. found.Take(size).Select(hit => new SearchHit { Message = hit.Message, Snippet = Snippet.Of(hit.Message.Content, query) })],
            Next = found.Count > size ? FoundCursors.Write(found[size - 1].Place) : null,
        };
    }

    private async Task<bool> IsMemberAsync(Guid conversationId, Caller caller, CancellationToken cancellationToken) =>
        (await views.ForAsync(conversationId, [caller.AccountId], cancellationToken)).Count > 0;
}
