using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Log;
using Chat.Core.Results;
using Chat.Core.Search;

namespace Chat.Core.Conversations;

/// <summary>Makes a group or a conversation with the assistant, or gives the private conversation of two people, which there is one of.</summary>
public sealed class CreateConversation(
    IMessageLog log, IPeople people, IConversationLists conversations, GetConversation get, IReplies replies, TimeProvider clock)
{
    public async Task<Result<Conversation>> HandleAsync(
        Caller caller, CreateConversationRequest request, CancellationToken cancellationToken)
    {
        Guid[] others = [.. (request.ParticipantIds ?? []).Distinct().Where(id => id != caller.AccountId)];
        var made = request.Kind switch
        {
            ConversationKind.Private => await OpenPrivateAsync(caller, others, cancellationToken),
            ConversationKind.Group => await MakeGroupAsync(caller, request.Title, others, cancellationToken),
            ConversationKind.Assistant => await MakeAssistantAsync(caller, request.Title, cancellationToken),
            _ => Refusal.Unavailable("This server has no support desk."),
        };
        return made.IsRefused(out var refusal, out var id) ? refusal : await get.HandleAsync(caller, id, cancellationToken);
    }

    private async Task<Result<Guid>> OpenPrivateAsync(Caller caller, Guid[] others, CancellationToken cancellationToken)
    {
        if (others is not [var other]) { return Refusal.Invalid("A private conversation is with exactly one other person."); }
        if (!await people.AllExistAsync(others, cancellationToken)) { return ConversationRefusals.NoUser; }

        var pair = Pair.Of(caller.AccountId, other);
        return await conversations.FindPairAsync(pair, cancellationToken) is { } known
            ? await log.AppendAsync(new ShowingAgain(known, caller.AccountId), cancellationToken)
            : await log.AppendAsync(new MakingPrivate(NewId(), caller.AccountId, other), cancellationToken);
    }

    private async Task<Result<Guid>> MakeGroupAsync(Caller caller, string? title, Guid[] others, CancellationToken cancellationToken)
    {
        if (Titles.Check(title).IsRefused(out var refusal, out var checkedTitle)) { return refusal; }
        if (others.Length >= ConversationState.MaxMembers) { return ConversationRefusals.TooMany; }
        if (!await people.AllExistAsync(others, cancellationToken)) { return ConversationRefusals.NoUser; }
        return await log.AppendAsync(new MakingGroup(NewId(), checkedTitle, caller.AccountId, others), cancellationToken);
    }

    /// <summary>Without a title it is named by the first exchange.</summary>
    private async Task<Result<Guid>> MakeAssistantAsync(Caller caller, string? title, CancellationToken cancellationToken)
    {
        if (replies.Assistant is not { } assistant) { return NoReplies.NoAssistant; }
        var named = string.IsNullOrWhiteSpace(title) ? "" : Titles.Check(title);
        return named.IsRefused(out var refusal, out var checkedTitle)
            ? refusal
            : await log.AppendAsync(new MakingGroup(NewId(), checkedTitle, caller.AccountId, [assistant.Id], ConversationKind.Assistant), cancellationToken);
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
