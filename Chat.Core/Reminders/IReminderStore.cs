namespace Chat.Core.Reminders;

/// <summary>What people want to be reminded of; it waits on disk.</summary>
public interface IReminderStore
{
    /// <summary>False when the account has as many already.</summary>
    Task<bool> AddAsync(Reminder reminder, int most, CancellationToken cancellationToken);

    Task<IReadOnlyList<Reminder>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    Task RemoveAsync(Guid id, CancellationToken cancellationToken);
}

public sealed record Reminder(Guid Id, Guid AccountId, Guid ConversationId, DateTimeOffset DueAt, string Text);
