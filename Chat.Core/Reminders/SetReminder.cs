using Chat.Core.Accounts;
using Chat.Core.Conversations;
using Chat.Core.Presence;
using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Core.Reminders;

/// <summary>A message from the assistant at a later time, in a conversation of the caller's.</summary>
public sealed class SetReminder(IConversationMembers conversations, IReminderStore store, TimeProvider clock)
{
    public const int MaxText = 500;
    public const int MaxOfAccount = 50;

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    public async Task<Result<Reminder>> HandleAsync(Caller caller, Guid conversationId, DateTimeOffset dueAt, string text, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (text.Length > MaxText || !PlainText.IsWellFormed(text) || PlainText.IsBlank(text)) { return Refusal.Invalid($"A reminder has 1 to {MaxText} characters."); }
        if (dueAt < now || dueAt > now + Farthest) { return Refusal.Invalid("A reminder is for a time to come, within a year."); }
        if ((await conversations.MembersAsync(conversationId, cancellationToken))?.Contains(caller.AccountId) is not true) { return ConversationRefusals.NoConversation; }

        var reminder = new Reminder(Guid.CreateVersion7(now), caller.AccountId, conversationId, dueAt, text.Trim());
        return await store.AddAsync(reminder, MaxOfAccount, cancellationToken)
            ? reminder
            : Refusal.Conflict($"{MaxOfAccount} reminders wait already; that is as many as one person may have.");
    }
}
