using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>The caller's conversations, newest activity first, in pages.</summary>
public sealed class GetConversations(IConversationLists conversations)
{
    public const int MaxPage = 100;

    public async Task<Result<ConversationPage>> HandleAsync(
        Caller caller, GetConversationsRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }
        ActivityCursor? before = null;
        if (request.Before is { } text && ActivityCursors.Read(text).IsRefused(out var refusal, out before)) { return refusal; }

        var size = request.Limit ?? 50;
        var found = await conversations.PageAsync(caller.AccountId, request.Kind, before, size + 1, cancellationToken);
        var page = found.Take(size).ToArray();
        return new ConversationPage
        {
            Conversations = page,
            Next = found.Count > size ? ActivityCursors.Write(new(page[^1].UpdatedAt, page[^1].Id)) : null,
        };
    }
}

/// <summary>One conversation as the caller sees it.</summary>
public sealed class GetConversation(IConversationViews views)
{
    public async Task<Result<Conversation>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        var seen = await views.ForAsync(conversationId, [caller.AccountId], cancellationToken);
        return seen.GetValueOrDefault(caller.AccountId) is { } conversation ? conversation : ConversationRefusals.NoConversation;
    }
}

/// <summary>Everybody who is in a conversation, in pages.</summary>
public sealed class GetParticipants(IConversationLists conversations)
{
    public const int MaxPage = 200;

    public async Task<Result<ParticipantPage>> HandleAsync(
        Caller caller, GetParticipantsRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }
        var page = await conversations.ParticipantsAsync(
            request.ConversationId, caller.AccountId, request.After, request.Limit ?? 50, cancellationToken);
        return page is null ? ConversationRefusals.NoConversation : page;
    }
}
