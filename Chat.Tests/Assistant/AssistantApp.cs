using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>The real application beside a scripted provider.</summary>
public class AssistantApp : ChatApp, IAsyncLifetime
{
    private ScriptedProvider? _provider;

    public ScriptedProvider Provider => _provider!;

    protected override IReadOnlyList<string> Settings =>
    [
        $"--Chat:Assistant:Endpoint={Provider.Endpoint}", "--Chat:Assistant:Model=scripted", "--Chat:Assistant:ApiKey=key-of-the-test",
        "--Chat:Assistant:Ollama=", .. More,
    ];

    protected virtual IReadOnlyList<string> More => [];

    ValueTask IAsyncLifetime.InitializeAsync() => StartAsync();

    protected async ValueTask StartAsync()
    {
        _provider = await ScriptedProvider.StartAsync();
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        if (_provider is not null) { await _provider.DisposeAsync(); }
        GC.SuppressFinalize(this);
    }
}

internal static class Talking
{
    extension(TestConnection device)
    {
        public Task<Conversation> TalkAsync(string? title = "tea") => device.Hub.CreateConversation(new() { Kind = ConversationKind.Assistant, Title = title });

        public Task<Message> AskAsync(Conversation conversation, string question) =>
            device.Hub.SendMessage(new() { ConversationId = conversation.Id, ClientMessageId = Guid.NewGuid().ToString(), Content = question });

        /// <summary>The reply as it began.</summary>
        public async Task<Message> BegunAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                if (await device.NextAsync<Message>(cancellationToken) is { Role: MessageRole.Assistant } reply) { return reply; }
            }
        }

        /// <summary>The reply as it ended.</summary>
        public async Task<Message> EndedAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var changed = (await device.NextAsync<MessageChange>(cancellationToken)).Message;
                if (changed is { Role: MessageRole.Assistant, Status: not MessageStatus.Streaming }) { return changed; }
            }
        }

        /// <summary>The text that the pieces make, until it is as long.</summary>
        public async Task<string> HeardAsync(string from, int length, CancellationToken cancellationToken)
        {
            while (from.Length < length)
            {
                var delta = await device.NextAsync<MessageDelta>(cancellationToken);
                Assert.True(delta.Offset <= from.Length, $"Something between {from.Length} and {delta.Offset} is missing.");
                from = from[..delta.Offset] + delta.Text;
            }

            return from;
        }

        public async Task<Message> ReadAsync(Guid conversationId, Guid messageId) =>
            (await device.Hub.GetMessages(new() { ConversationId = conversationId })).Messages.Single(one => one.Id == messageId);
    }
}
