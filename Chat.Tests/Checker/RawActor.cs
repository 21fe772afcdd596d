using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Tests.Checker;

/// <summary>
/// A connection without any of the client's care: it sends several at once and the same one twice at once, repeats what it does
/// not know the fate of, and what it was answered long ago. The owner's one also decides who is in which group.
/// </summary>
internal sealed class RawActor(string name, User user, Cast cast, IChatServer server, Random random, Ledger ledger, CheckerPlan plan)
    : Actor(name, random, ledger, plan), IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<Sending> _unsure = [];
    private readonly List<Sending> _acknowledged = [];
    private IChatConnection? _connection;
    private Session? _session;
    private int _sent;

    private bool IsOwner => user.Id == cast.Owner.Id;

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) { await _connection.DisposeAsync(); }
        server.Dispose();
    }

    protected override async Task ActAsync(CancellationToken over)
    {
        var hub = await ConnectAsync(over);
        await (Random.Next(100) switch
        {
            < 55 => SendSeveralAsync(hub),
            < 70 when _unsure.Count > 0 => RepeatAsync(hub, _unsure),
            < 80 when _acknowledged.Count > 0 => RepeatAsync(hub, _acknowledged),
            < 90 when IsOwner => LetInOrOutAsync(hub),
            < 93 when IsOwner => MakeOrDeleteAsync(hub),
            < 95 when IsOwner => RenameAsync(hub),
            >= 97 => HideAsync(hub),
            >= 90 => SendTwiceAtOnceAsync(hub),
            _ => SendSeveralAsync(hub),
        }).WaitAsync(Patience, over);
    }

    protected override async Task FailedAsync(CancellationToken over)
    {
        await base.FailedAsync(over);
        if (_connection is { } broken)
        {
            _connection = null;
            await broken.DisposeAsync();
        }

        // It waits for nothing: a server that is away is not asked as fast as it can refuse.
        await Task.Delay(50, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<IChatHub> ConnectAsync(CancellationToken over)
    {
        if (_connection is { Closed.IsCompleted: false }) { return _connection.Hub; }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(over);
        limit.CancelAfter(Patience);
        _session ??= await Cast.SignInAsync(server, user, limit.Token);
        try { _connection = await server.OpenAsync(_session.AccessToken, Ledger.Told, limit.Token); }
        catch (SignInRequiredException)
        {
            _session = null;
            throw;
        }

        return _connection.Hub;
    }

    private Task SendSeveralAsync(IChatHub hub) => Task.WhenAll(Enumerable.Range(0, Random.Next(1, 6)).Select(_ => SendAsync(hub, NewSending())));

    private Task SendTwiceAtOnceAsync(IChatHub hub)
    {
        Ledger.Count("two copies at once");
        var sending = NewSending();
        return Task.WhenAll(SendAsync(hub, sending), SendAsync(hub, sending));
    }

    private Task RepeatAsync(IChatHub hub, List<Sending> from)
    {
        Ledger.Count(from == _unsure ? "repeat of an unanswered one" : "repeat of an acknowledged one");
        Sending sending;
        lock (_unsure) { sending = Pick(from); }

        return SendAsync(hub, sending);
    }

    private Sending NewSending()
    {
        Ledger.Count("raw send");
        var conversation = Random.Next(4) switch
        {
            0 => cast.Everybody,
            1 => cast.Door,
            2 when cast.Passing.TryPeek(out var passing) => passing,
            _ => Pick(cast.Pairs),
        };
        var request = new SendMessageRequest { ConversationId = conversation, ClientMessageId = $"{Name}-{++_sent}", Content = NewText() };
        return Ledger.Send(Name, _sent, user.Id, request);
    }

    private async Task SendAsync(IChatHub hub, Sending sending)
    {
        try
        {
            var answer = await hub.SendMessage(sending.Request);
            sending.Answers.Enqueue(answer);
            lock (_unsure)
            {
                _unsure.Remove(sending);
                if (!_acknowledged.Contains(sending)) { _acknowledged.Add(sending); }
            }
        }
        catch (ChatRefusedException refusal) when (refusal.Code is not (ErrorCode.Unavailable or ErrorCode.Internal))
        {
            // Not in it, or the conversation is gone: it was not written now, whatever became of an earlier try.
            Ledger.Count("answer: refused");
        }
        catch (Exception)
        {
            lock (_unsure)
            {
                if (sending.Answers.IsEmpty && !_unsure.Contains(sending)) { _unsure.Add(sending); }
            }

            throw;
        }
    }

    private async Task LetInOrOutAsync(IChatHub hub)
    {
        var who = Pick([.. cast.Users.Skip(1)]);
        if (Random.Next(2) is 0)
        {
            Ledger.Count("let in");
            await hub.AddParticipants(new() { ConversationId = cast.Door, UserIds = [who.Id] });
            return;
        }

        Ledger.Count("put out");
        Ledger.Departures[(who.Id, cast.Door)] = 0;
        await hub.RemoveParticipant(new() { ConversationId = cast.Door, UserId = who.Id });
    }

    private async Task MakeOrDeleteAsync(IChatHub hub)
    {
        if (Random.Next(2) is 0 && cast.Passing.TryDequeue(out var passing))
        {
            Ledger.Count("group deleted");
            Ledger.DeletedConversations[passing] = 0;
            await hub.DeleteConversation(new() { ConversationId = passing });
            return;
        }

        Ledger.Count("group made");
        Guid[] others = [.. cast.Users.Skip(1).Where(_ => Random.Next(2) is 0).Select(one => one.Id)];
        var made = await hub.CreateConversation(new() { Kind = ConversationKind.Group, Title = NewText()[..12], ParticipantIds = others });
        cast.Passing.Enqueue(made.Id);
    }

    private Task RenameAsync(IChatHub hub)
    {
        Ledger.Count("rename");
        return hub.RenameConversation(new() { ConversationId = cast.Everybody, Title = $"everybody {Random.Next(1_000)}" });
    }

    /// <summary>A conversation of two goes for oneself alone, and comes back with the next message.</summary>
    private Task HideAsync(IChatHub hub)
    {
        Ledger.Count("hidden");
        return hub.DeleteConversation(new() { ConversationId = Pick(cast.Pairs) });
    }
}
