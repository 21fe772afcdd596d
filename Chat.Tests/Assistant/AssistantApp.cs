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
            while (from.Length < length) { from = Joined(from, await device.NextAsync<MessageDelta>(cancellationToken)); }

            return from;
        }

        /// <summary>The reply as it began and the text until it is as long: from another node that is busy, a piece may come before its message.</summary>
        public async Task<(Message Begun, string Text)> FollowedAsync(int length, CancellationToken cancellationToken)
        {
            var (begun, text) = ((Message?)null, "");
            while (begun is null || text.Length < length)
            {
                switch (await device.NextAsync<object>(cancellationToken))
                {
                    case Message { Role: MessageRole.Assistant } reply: begun = reply; break;
                    case MessageDelta delta: text = Joined(text, delta); break;
                }
            }

            return (begun, text);
        }

        public async Task<Message> ReadAsync(Guid conversationId, Guid messageId) =>
            (await device.Hub.GetMessages(new() { ConversationId = conversationId })).Messages.Single(one => one.Id == messageId);
    }
    private static string Joined(string text, MessageDelta delta)
    {
        Assert.True(delta.Offset <= text.Length, $"Something between {text.Length} and {delta.Offset} is missing.");
        return text[..delta.Offset] + delta.Text;
    }
}
