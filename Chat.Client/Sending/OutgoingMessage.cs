using Chat.Client.Hub;
using Chat.Client.Saving;
using Chat.Contracts.Messages;

namespace Chat.Client.Sending;

/// <summary>A message that was written here and that the server has not acknowledged.</summary>
public sealed class OutgoingMessage
{
    private readonly TaskCompletionSource<Message> _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal OutgoingMessage(SendMessageRequest request, DateTimeOffset createdAt, ChatRefusedException? failure = null)
    {
        (Request, CreatedAt, Failure) = (request, createdAt, failure);
        if (failure is not null) { Fail(failure); }
    }

    public SendMessageRequest Request { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Why it will not be sent, unless somebody asks again.</summary>
    public ChatRefusedException? Failure { get; private set; }

    public string ClientMessageId => Request.ClientMessageId;

    public Guid ConversationId => Request.ConversationId;

    /// <summary>The message as the server has it; a refusal for good is a <see cref="ChatRefusedException"/>.</summary>
    public Task<Message> Sent => _sent.Task;

    internal void Acknowledge(Message message) => _sent.TrySetResult(message);

    internal void Fail(ChatRefusedException refusal)
    {
        Failure = refusal;
        if (_sent.TrySetException(refusal))
        {
            // Whoever does not ask for the task sees the failure in the outbox.
            _ = _sent.Task.Exception;
        }
    }

    internal SavedOutgoing ToSaved() => new() { Request = Request, CreatedAt = CreatedAt, FailureCode = Failure?.Code, Failure = Failure?.Message };

    internal static OutgoingMessage From(SavedOutgoing saved) =>
        new(saved.Request, saved.CreatedAt, saved.FailureCode is { } code ? new ChatRefusedException(code, saved.Failure ?? "") : null);
}
