using Chat.Contracts.Conversations;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Assistant;

/// <summary>A conversation with the assistant that was made without a title is named by its first question; one that has a name keeps it.</summary>
public sealed class NameConversation(IMessageLog log)
{
    // A line of a list.
    private const int MaxLength = 60;

    public Task<Result<Done>> HandleAsync(Guid conversationId, Guid questionId, CancellationToken cancellationToken) =>
        log.AppendAsync(new Naming(conversationId, questionId), cancellationToken);

    internal static string TitleOf(string question)
    {
        var words = string.Join(' ', question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= MaxLength) { return words; }
        var end = words.LastIndexOf(' ', MaxLength) is > MaxLength / 2 and var space ? space : MaxLength;
        if (char.IsHighSurrogate(words[end - 1])) { end--; }
        return $"{words[..end].TrimEnd(',', '.', ':', ';', '-')}…";
    }

    private sealed class Naming(Guid conversationId, Guid questionId) : Operation<Done>
    {
        public override int Lane => conversationId.GetHashCode();

        public override void Read(LogReads reads)
        {
            reads.Conversations.Add(conversationId);
            reads.Messages.Add(questionId);
        }

        protected override Result<Done> Apply(LogState state)
        {
            if (state.Conversation(conversationId) is not { Kind: ConversationKind.Assistant, Title: "" } conversation) { return new Done(); }
            if (state.Message(questionId) is not { } question || Titles.Check(TitleOf(question.Content)).IsRefused(out _, out var title)) { return new Done(); }
            conversation.Title = title;
            state.Tell(new ConversationChanged(conversationId, conversation.Change(), [], []));
            return new Done();
        }
    }
}
