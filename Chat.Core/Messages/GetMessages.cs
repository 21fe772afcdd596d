using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Conversations;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>A page of what was said, in the order it was said.</summary>
public sealed class GetMessages(IHistory history, IReplyDeltas running)
{
    public const int MaxPage = 200;

    public Task<Result<MessagePage>> HandleAsync(Caller caller, GetMessagesRequest request, CancellationToken cancellationToken) =>
        HandleAsync(caller, request, offset: 0, cancellationToken);

    /// <summary>With an offset from the newest message, which older clients page by.</summary>
    public async Task<Result<MessagePage>> HandleAsync(
        Caller caller, GetMessagesRequest request, long offset, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }
        if (request.Before < 0 || request.After < 0 || offset < 0) { return Refusal.Invalid("before, after and offset are 0 or more."); }
        if (request is { Before: not null, After: not null }) { return Refusal.Invalid("Give before or after, not both."); }

        var window = new HistoryWindow(request.Before, request.After, offset, request.Limit ?? 50);
        var page = await history.PageAsync(request.ConversationId, caller.AccountId, window, cancellationToken);
        return page is null ? ConversationRefusals.NoConversation : page with { Messages = running.Complete(page.Messages) };
    }
}
