using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Assistant;
using Chat.Core.Changes;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Reminders;

/// <summary>Sends a reminder once, whoever tries it and how often. Who has left the conversation is not reminded there.</summary>
public sealed class DeliverReminder(IMessageLog log, IReplies replies)
{
    public async Task<Result<Done>> HandleAsync(Reminder reminder, CancellationToken cancellationToken) =>
        replies.Assistant is { } assistant ? await log.AppendAsync(new Reminding(reminder, assistant), cancellationToken) : NoReplies.NoAssistant;

    private sealed class Reminding(Reminder reminder, User assistant) : Operation<Done>
    {
        private readonly string _clientMessageId = $"reminder-{reminder.Id}";

        public override int Lane => reminder.ConversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Member(reminder.ConversationId, reminder.AccountId);
            reads.Sent.Add((assistant.Id, _clientMessageId));
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Sent(assistant.Id, _clientMessageId) is { } sent)
            {
                state.TellAgain(this, new MessageAdded(sent));
                return new Done();
            }

            if (state.Seat(reminder.ConversationId, reminder.AccountId) is var (conversation, _)) { state.Add(conversation, Draft(conversation)); }
            return new Done();
        }

        private Message Draft(ConversationState conversation) => new()
        {
            Id = reminder.Id,
            ConversationId = reminder.ConversationId,
            Seq = 0,
            SenderId = assistant.Id,
            Sender = assistant,
            Role = MessageRole.Assistant,
            Type = MessageType.Text,
            Content = $"⏰ {reminder.Text}",
            Status = MessageStatus.Complete,
            Attachments = [],
            Reactions = [],
            Mentions = conversation.Kind is ConversationKind.Group ? [reminder.AccountId] : null,
            ClientMessageId = _clientMessageId,
            Revision = 0,
            CreatedAt = default,
        };
    }
}
