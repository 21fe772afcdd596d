using Chat.Core.Assistant;

namespace Chat.Assistant.Replies;

/// <summary>Names a conversation that has no title by what it began with.</summary>
internal sealed class FirstExchange(NameConversation name)
{
    public Task NameAsync(ReplyRun run, CancellationToken cancellationToken) =>
        run.Reply.Seq is 2 ? name.HandleAsync(run.ConversationId, run.Reply.Plan.QuestionId, cancellationToken) : Task.CompletedTask;
}
