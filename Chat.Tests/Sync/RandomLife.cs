using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Messages;
using Chat.Tests.Conversations;

namespace Chat.Tests.Sync;

/// <summary>People who do anything they may, and some things they may not, from a seed.</summary>
internal sealed class RandomLife(ChatWorld world, Caller[] people, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Guid> _conversations = [];
    private readonly List<Guid> _messages = [];

    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var caller = people[_random.Next(people.Length)];
        if (_conversations.Count < 2) { await MakeAsync(caller, cancellationToken); }
        var conversation = _conversations[_random.Next(_conversations.Count)];
        var message = _messages.Count is 0 ? Guid.Empty : _messages[_random.Next(_messages.Count)];
        switch (_random.Next(20))
        {
            case < 8:
                var sent = await world.TrySendAsync(caller, conversation, $"words {_random.Next()}");
                sent.Match(one => { _messages.Add(one.Id); return 0; }, _ => 0);
                break;
            case 8: await world.Get<EditMessage>().HandleAsync(caller, new() { MessageId = message, Content = $"better {_random.Next()}" }, cancellationToken); break;
            case 9: await world.Get<DeleteMessage>().HandleAsync(caller, message, cancellationToken); break;
            case 10 or 11: await ReactAsync(caller, message, cancellationToken); break;
            case 12 or 13: await world.Get<MarkRead>().HandleAsync(caller, new() { ConversationId = conversation, Seq = _random.Next(40) }, cancellationToken); break;
            case 14: await world.Get<MuteConversation>().HandleAsync(caller, new() { ConversationId = conversation, Muted = _random.Next(2) is 0 }, cancellationToken); break;
            case 15: await world.Get<ClearHistory>().HandleAsync(caller, conversation, cancellationToken); break;
            case 16: await ChangeMembersAsync(caller, conversation, cancellationToken); break;
            case 17: await world.Get<RenameConversation>().HandleAsync(caller, new() { ConversationId = conversation, Title = $"title {_random.Next(5)}" }, cancellationToken); break;
            case 18: await MakeAsync(caller, cancellationToken); break;
            default: if (_random.Next(3) is 0) { await world.Get<DeleteConversation>().HandleAsync(caller, conversation, cancellationToken); } break;
        }
    }

    private async Task ReactAsync(Caller caller, Guid message, CancellationToken cancellationToken) => await world.Get<ReactToMessage>().HandleAsync(
        caller, new() { MessageId = message, Emoji = _random.Next(2) is 0 ? "👍" : "🎉", On = _random.Next(3) > 0 }, cancellationToken);

    private async Task ChangeMembersAsync(Caller caller, Guid conversation, CancellationToken cancellationToken)
    {
        var other = people[_random.Next(people.Length)].AccountId;
        if (_random.Next(2) is 0) { await world.Get<AddParticipants>().HandleAsync(caller, new() { ConversationId = conversation, UserIds = [other] }, cancellationToken); }
        else { await world.Get<RemoveParticipant>().HandleAsync(caller, new() { ConversationId = conversation, UserId = other }, cancellationToken); }
    }

    private async Task MakeAsync(Caller caller, CancellationToken cancellationToken)
    {
        Guid[] others = [.. people.Where(one => one != caller && _random.Next(2) is 0).Select(one => one.AccountId)];
        var request = _random.Next(2) is 0 && others is [var other, ..]
            ? new CreateConversationRequest { Kind = ConversationKind.Private, ParticipantIds = [other] }
            : new CreateConversationRequest { Kind = ConversationKind.Group, Title = "life", ParticipantIds = others };
        var made = (await world.Get<CreateConversation>().HandleAsync(caller, request, cancellationToken)).Done();
        if (!_conversations.Contains(made.Id)) { _conversations.Add(made.Id); }
    }
}
