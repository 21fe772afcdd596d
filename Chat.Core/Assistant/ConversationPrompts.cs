using Chat.Contracts.Assistant;
using Chat.Contracts.Conversations;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Core.Assistant;

/// <summary>What the assistant is told before everything else in one conversation; any member may see it.</summary>
public sealed class GetPrompt(GetConversation get, IAssistantMemory memory)
{
    public async Task<Result<ConversationPrompt>> HandleAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        if ((await get.HandleAsync(caller, conversationId, cancellationToken)).IsRefused(out var refusal, out _)) { return refusal; }
        var kept = await memory.ReadAsync(conversationId, cancellationToken);
        return new ConversationPrompt { ConversationId = conversationId, Prompt = kept.Prompt };
    }
}

/// <summary>The owner of a group, or whoever talks to the assistant alone, says how it should answer there.</summary>
public sealed class SetPrompt(GetConversation get, IAssistantMemory memory)
{
    public const int MaxLength = 8_000;

    public async Task<Result<ConversationPrompt>> HandleAsync(Caller caller, ConversationPrompt request, CancellationToken cancellationToken)
    {
        if (request.Prompt.Length > MaxLength || !PlainText.IsWellFormed(request.Prompt)) { return Refusal.Invalid($"A prompt has at most {MaxLength} characters."); }
        if ((await get.HandleAsync(caller, request.ConversationId, cancellationToken)).IsRefused(out var refusal, out var conversation)) { return refusal; }
        if (conversation.Kind is not (ConversationKind.Assistant or ConversationKind.Group)) { return ConversationRefusals.Fixed; }
        var isOwner = conversation.Participants.Any(one => one.User.Id == caller.AccountId && one.Role is ParticipantRole.Owner);
        if (!isOwner) { return ConversationRefusals.OnlyOwner; }

        await memory.SetPromptAsync(request.ConversationId, request.Prompt.Trim(), cancellationToken);
        return request with { Prompt = request.Prompt.Trim() };
    }
}
