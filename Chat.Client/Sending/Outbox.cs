using System.Collections.Immutable;
using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Contracts.Messages;

namespace Chat.Client.Sending;

/// <summary>
/// What was written and is not acknowledged, in the order it was written. It is saved before it is sent, where it can be; that it was
/// acknowledged is saved afterwards, for a repeat is the same message.
/// </summary>
internal sealed class Outbox(IPersistence<SavedOutbox> saved, StorageHealth storage, TimeProvider clock, Action<ChatChange> tell) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _saving = new(1);
    private readonly Bell _more = new();
    private Guid _userId;
    private volatile ImmutableList<OutgoingMessage> _messages = [];

    public ImmutableList<OutgoingMessage> Messages => _messages;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (await saved.LoadAsync(cancellationToken) is not { } outbox) { return; }
        _userId = outbox.UserId;
        _messages = [.. outbox.Messages.Select(OutgoingMessage.From)];
    }

    /// <summary>What somebody else wrote on this device is not sent in this user's name.</summary>
    public void BelongTo(Guid userId)
    {
        lock (_lock)
        {
            if (_userId != userId) { (_userId, _messages) = (userId, []); }
        }

        _more.Ring();
    }

    public async Task<OutgoingMessage> AddAsync(SendMessageRequest request, CancellationToken cancellationToken)
    {
        var message = new OutgoingMessage(request, clock.GetUtcNow());
        lock (_lock) { _messages = _messages.Add(message); }

        tell(new() { Outgoing = message.ClientMessageId });
        await SaveAsync(cancellationToken);
        _more.Ring();
        return message;
    }

    /// <summary>A failed one again, under its own id, after those that were written since.</summary>
    public async Task<OutgoingMessage> RetryAsync(OutgoingMessage failed, CancellationToken cancellationToken)
    {
        var message = new OutgoingMessage(failed.Request, failed.CreatedAt);
        lock (_lock) { _messages = _messages.Remove(failed).Add(message); }

        tell(new() { Outgoing = message.ClientMessageId });
        await SaveAsync(cancellationToken);
        _more.Ring();
        return message;
    }

    public Task MoreAsync(CancellationToken cancellationToken) => _more.WaitAsync(cancellationToken);

    /// <summary>The next one to send in a conversation.</summary>
    public OutgoingMessage? Next(Guid conversationId) => _messages.Find(one => one.ConversationId == conversationId && one.Failure is null);

    public Task AcknowledgeAsync(OutgoingMessage message, Message sent)
    {
        var saving = RemoveAsync(message, CancellationToken.None);
        message.Acknowledge(sent);
        return saving;
    }

    public Task FailAsync(OutgoingMessage message, ChatRefusedException refusal)
    {
        message.Fail(refusal);
        tell(new() { Outgoing = message.ClientMessageId });
        return SaveAsync(CancellationToken.None);
    }

    public Task RemoveAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        lock (_lock) { _messages = _messages.Remove(message); }

        tell(new() { Outgoing = message.ClientMessageId });
        return SaveAsync(cancellationToken);
    }

    public void Dispose()
    {
        _saving.Dispose();
        _more.Dispose();
    }

    // One after the other, each as the outbox is by then: an older one never overwrites a newer one.
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await _saving.WaitAsync(cancellationToken);
        try
        {
            SavedOutbox outbox;
            lock (_lock) { outbox = new() { UserId = _userId, Messages = [.. _messages.Select(message => message.ToSaved())] }; }

            await storage.TryAsync(StoragePart.Outbox, () => saved.SaveAsync(outbox, cancellationToken));
        }
        finally { _saving.Release(); }
    }
}
