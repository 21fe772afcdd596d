using System.Reflection;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Storing;
using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Tests.Client;

/// <summary>One connection to the <see cref="FakeServer"/>. A call on a broken one fails, as does one that is waiting when it breaks.</summary>
internal sealed class FakeConnection : IChatConnection
{
    private readonly FakeServer _server;
    private readonly IChatClient _events;
    private readonly Action<FakeConnection> _closed;
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeConnection(FakeServer server, IChatClient events, Action<FakeConnection> closed)
    {
        (_server, _events, _closed) = (server, events, closed);
        Hub = DispatchProxy.Create<IChatHub, FakeHub>();
        ((FakeHub)(object)Hub).Connection = this;
    }

    public IChatHub Hub { get; }

    public Task<Exception?> Closed => _ended.Task;

    public void Tell(ChatEvent told) => _ = told switch
    {
        MessageEvent { Message: var message } => _events.MessageReceived(message),
        ConversationEvent { Conversation: var conversation } => _events.ConversationUpdated(conversation),
        RemovedEvent { Removed: var id } => _events.ConversationRemoved(new() { ConversationId = id }),
        ReadEvent { Mark: var mark } => _events.ReadMoved(mark),
        OwnEvent { Changed: var changed } => _events.OwnStateChanged(changed),
        _ => throw new ArgumentException("There is no such event.", nameof(told)),
    };

    public void Tell(MessageDelta piece) => _ = _events.MessageDelta(piece);

    public void Break(Exception? cause)
    {
        _closed(this);
        _ended.TrySetResult(cause);
    }

    public ValueTask DisposeAsync()
    {
        Break(null);
        return default;
    }

    private object Call(string method, object? request)
    {
        _server.Take(method, request);
        return request switch
        {
            SyncRequest sync => AnswerAsync(method, () => _server.Model.Sync(sync)),
            CreateConversationRequest => AnswerAsync(method, () => _server.Model.Create(_server.Model.Me).SeenBy(_server.Model.Me)),
            SendMessageRequest send => AnswerAsync(method, () => _server.Model.SendOnce(send)),
            RefreshSessionRequest refresh => AnswerAsync(method, () => Refresh(refresh)),
            GetMessagesRequest page => AnswerAsync(method, () => _server.Model.Page(page)),
            MarkReadRequest mark => AnswerAsync(method, () => Read(mark)),
            _ => throw new NotSupportedException(method),
        };
    }

    private Session Refresh(RefreshSessionRequest request)
    {
        var session = _server.Refresh(request);
        _ = _events.SignedIn(session);
        return session;
    }

    private bool Read(MarkReadRequest mark)
    {
        _server.Model.Read(_server.Model.Mine.Single(one => one.Id == mark.ConversationId), _server.Model.Me, mark.Seq);
        return true;
    }

    private async Task<T> AnswerAsync<T>(string method, Func<T> answer)
    {
        var answering = _server.DecideAsync(method, () => _ended.Task.IsCompleted ? throw new IOException("The line is cut.") : answer());
        return await Task.WhenAny(answering, _ended.Task) == answering ? await answering : throw new IOException("The line is cut.");
    }

    /// <summary>Stands in for the methods that clients under test call.</summary>
    public class FakeHub : DispatchProxy
    {
        internal FakeConnection Connection { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Connection.Call(targetMethod!.Name, args?.FirstOrDefault());
    }
}
