using Chat.Client;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>A device with the library, in a conversation with the assistant, on a <see cref="LossyLine"/>.</summary>
internal sealed class Device : IAsyncDisposable
{
    private readonly AssistantApp _app;
    private readonly Guid _conversationId;

    private Device(AssistantApp app, Session session, LossyLine line, ChatClient client, Guid conversationId) =>
        (_app, Session, Line, Client, _conversationId) = (app, session, line, client, conversationId);

    public Session Session { get; }

    public LossyLine Line { get; }

    public ChatClient Client { get; }

    public Message? Reply => Client.State.Find(_conversationId)?.Messages.LastOrDefault(message => message.Role is MessageRole.Assistant);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Device> SignInAsync(AssistantApp app, CancellationToken cancellationToken)
    {
        var session = await app.RegisterAsync("ada", cancellationToken);
        var (line, client) = await StartAsync(app, session, cancellationToken);
        var made = await client.CreateConversationAsync(new() { Kind = ConversationKind.Assistant, Title = "tea" }, cancellationToken);
        await client.UntilAsync("the conversation is here", () => client.State.Find(made.Id) is not null, cancellationToken);
        return new(app, session, line, client, made.Id);
    }

    /// <summary>Another device of the same user.</summary>
    public async Task<Device> OnceMoreAsync(CancellationToken cancellationToken)
    {
        var (line, client) = await StartAsync(_app, Session, cancellationToken);
        return new(_app, Session, line, client, _conversationId);
    }

    public Task AskAsync(string question) => Client.SendAsync(_conversationId, question, Token);

    public Task SaysAsync(string text) => Client.UntilAsync(
        $"the unfinished reply says '{text}'", () => Reply is { Status: MessageStatus.Streaming } reply && reply.Content == text, Token);

    public Task EndsWithAsync(string text) => Client.UntilAsync(
        $"the finished reply says '{text}'", () => Reply is { Status: MessageStatus.Complete } reply && reply.Content == text, Token);

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private static async Task<(LossyLine Line, ChatClient Client)> StartAsync(AssistantApp app, Session session, CancellationToken cancellationToken)
    {
        var line = new LossyLine(app.Address);
        var client = await ChatClient.StartAsync(new() { Server = line, Reconnect = new() { Delays = [TimeSpan.Zero, TimeSpan.FromMilliseconds(200)] } }, cancellationToken);

        // The refresh token is spent once: nobody renews here, since an access token outlives any test.
        await client.SignInAsync(session, cancellationToken);
        await client.UntilAsync("the client is online", () => client.Status.State is ConnectionState.Online, cancellationToken);
        await client.CurrentAsync(cancellationToken).WaitAsync(Waiting.Limit, cancellationToken);
        return (line, client);
    }
}
