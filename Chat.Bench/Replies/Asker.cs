using System.Collections.Concurrent;
using System.Diagnostics;
using Chat.Bench.Servers;
using Chat.Client.Connecting;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Bench.Replies;

/// <summary>One person with one conversation, who asks, notes when the first piece of the answer came, and waits for its end.</summary>
internal sealed class Asker : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly HubConnection _connection;
    private readonly SteadyProvider _provider;
    private Guid _conversation;
    private string _question = "";
    private long _firstPiece;
    private TaskCompletionSource _ended = new();

    private Asker(HubConnection connection, SteadyProvider provider)
    {
        (_connection, _provider) = (connection, provider);
        connection.On<MessageDelta>("MessageDelta", _ => Interlocked.CompareExchange(ref _firstPiece, Stopwatch.GetTimestamp(), 0));
        connection.On<Message>("MessageUpdated", message =>
        {
            if (message.Status is not MessageStatus.Streaming) { _ended.TrySetResult(); }
        });
    }

    public static async Task<Asker> ConnectAsync(Person person, int port, SteadyProvider provider, CancellationToken cancellationToken)
    {
        var asker = new Asker(HubConnections.Create(new($"http://127.0.0.1:{port}"), _ => new(person.Token), WireEncoding.MessagePack), provider);
        await asker._connection.StartAsync(cancellationToken);
        var made = await asker._connection.InvokeAsync<Conversation>(
            "CreateConversation", new CreateConversationRequest { Kind = ConversationKind.Assistant, Title = "bench" }, cancellationToken);
        asker._conversation = made.Id;
        return asker;
    }

    /// <summary>Asks once; the milliseconds that Chat added go into the list.</summary>
    public async Task AskAsync(ConcurrentBag<double> added, CancellationToken cancellationToken)
    {
        (_question, _ended) = ($"question {Guid.NewGuid()}", new(TaskCreationOptions.RunContinuationsAsynchronously));
        Interlocked.Exchange(ref _firstPiece, 0);
        var request = new SendMessageRequest { ConversationId = _conversation, ClientMessageId = $"{Guid.NewGuid()}", Content = _question };
        await _connection.InvokeAsync<Message>("SendMessage", request, cancellationToken);
        await _ended.Task.WaitAsync(s_patience, cancellationToken);
        if (_provider.FirstOf(_question) is { } said && Interlocked.Read(ref _firstPiece) is > 0 and var heard) { added.Add(Stopwatch.GetElapsedTime(said, heard).TotalMilliseconds); }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
