using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Messages;

/// <summary>Puts an emoji on a message or takes it off again; everybody has each emoji once.</summary>
public sealed class ReactToMessage(IMessageLog log, IHistory history)
{
    public const int MaxKinds = 20;

    public async Task<Result<Message>> HandleAsync(Caller caller, ReactRequest request, CancellationToken cancellationToken)
    {
        if (!Emoji.IsOne(request.Emoji)) { return Refusal.Invalid("A reaction is one emoji."); }
        return await history.ConversationOfAsync(request.MessageId, caller.AccountId, cancellationToken) is { } conversation
            ? await log.AppendAsync(new Reacting(conversation, caller.AccountId, request), cancellationToken)
            : ConversationRefusals.NoMessage;
    }

    private sealed class Reacting(Guid conversationId, Guid callerId, ReactRequest request)
        : ChangingMessage(conversationId, callerId, request.MessageId)
    {
        protected override Result<Message> Change(ConversationState conversation, MemberState member, Message message, DateTimeOffset now)
        {
            if (message.DeletedAt is not null) { return Refusal.Conflict("This message was deleted."); }
            var kind = message.Reactions.FirstOrDefault(reaction => reaction.Emoji == request.Emoji);
            if (kind?.UserIds.Contains(member.AccountId) == request.On || (kind is null && !request.On)) { return message; }
            if (kind is null && message.Reactions.Count >= MaxKinds) { return Refusal.Invalid($"A message has at most {MaxKinds} kinds of reactions."); }
            return message with { Reactions = request.On ? With(message, kind, member.AccountId) : Without(message, kind!, member.AccountId) };
        }

        private IReadOnlyList<Reaction> With(Message message, Reaction? kind, Guid accountId) => kind is null
            ? [.. message.Reactions, new() { Emoji = request.Emoji, UserIds = [accountId] }]
            : [.. message.Reactions.Select(one => one == kind ? one with { UserIds = [.. one.UserIds, accountId] } : one)];

        private static IReadOnlyList<Reaction> Without(Message message, Reaction kind, Guid accountId) =>
        [
            .. message.Reactions
                .Select(one => one == kind ? one with { UserIds = [.. one.UserIds.Where(id => id != accountId)] } : one)
                .Where(one => one.UserIds.Count > 0),
        ];
    }
}
