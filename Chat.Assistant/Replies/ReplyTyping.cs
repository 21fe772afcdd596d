using Chat.Core.Assistant;
using Chat.Core.Presence;

namespace Chat.Assistant.Replies;

/// <summary>Shows the assistant as typing until its first word.</summary>
internal sealed class ReplyTyping(ITypingBoard board, IConversationMembers conversations, AssistantBot bot, TimeProvider clock)
{
    // Typing ends by itself after some seconds, and with the reply's own empty message.
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1);

    public Shown Begin(Reply reply) => new(this, reply);

    private async Task ShowAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        if (bot.User is not { } user) { return; }
        var members = await conversations.MembersAsync(conversationId, cancellationToken);
        if (members is null || members.Count > SetTyping.MaxMembers) { return; }
        using var timer = new PeriodicTimer(RenewEvery, clock);
        do
        {
            if (!board.TryRenew(conversationId, user.Id, AssistantAccount.Username)) { board.Start(conversationId, user, AssistantAccount.Username); }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Hide(Guid conversationId) => board.Stop(conversationId, AssistantAccount.Id);

    public sealed class Shown : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly ReplyTyping _typing;
        private readonly Guid _conversationId;
        private readonly Task _showing;
        private bool _isOver;

        public Shown(ReplyTyping typing, Reply reply)
        {
            (_typing, _conversationId) = (typing, reply.ConversationId);
            _showing = typing.ShowAsync(reply.ConversationId, _end.Token);
        }

        public async ValueTask StopAsync()
        {
            if (_isOver) { return; }
            _isOver = true;
            await _end.CancelAsync();
            await _showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _typing.Hide(_conversationId);
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _end.Dispose();
        }
    }
}
