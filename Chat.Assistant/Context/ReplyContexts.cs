using System.Globalization;
using System.Text;
using Chat.Assistant.Knowledge;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Search;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Context;

/// <summary>
/// Gathers what a model is told: who it is, how it should answer here, who asks, what was said before. It sees of the
/// conversation what the asker may see: the newest that fits, and of what is older the summary.
/// </summary>
internal sealed class ReplyContexts(
    SaidBefore said, KnowledgeSearch knowledge, IPeople people, IAssistantMemory memory, IOptions<AssistantOptions> options, TimeProvider clock)
{
    public async Task<ReplyContext> ReadAsync(Reply reply, CancellationToken cancellationToken)
    {
        var asker = (await people.GetAsync([reply.Plan.AskerId], cancellationToken)).GetValueOrDefault(reply.Plan.AskerId);
        var kept = await memory.ReadAsync(reply.ConversationId, cancellationToken);

        // A reply that is written again in the middle of a conversation knows nothing of what came after it.
        var summary = kept.SummaryUpToSeq < reply.Seq ? kept : ConversationMemory.Empty;
        var system = SystemPrompt(kept.Prompt, summary.Summary, asker);
        var newest = await said.NewestAsync(reply, summary.SummaryUpToSeq, options.Value.ContextTokens - TokenEstimate.Of(system), cancellationToken);
        var question = newest.Find(message => message.Id == reply.Plan.QuestionId);
        var passages = question is null ? [] : await knowledge.FindAsync(question.Content, cancellationToken);
        newest.Reverse();
        var caller = new Caller(reply.Plan.AskerId, asker?.Role ?? UserRole.User, FamilyId: null, DateTimeOffset.MaxValue);
        if (passages.Count > 0) { system += PassagePrompt.Rule; }
        var told = newest.Select(message => Told(message, reply.IsAlone, message.Id == question?.Id ? passages : []));
        return new([new(ChatRole.System, system), .. told], question?.Content ?? "", asker?.Language, caller, reply.ConversationId) { Citations = passages, IsAlone = reply.IsAlone };
    }

    private static ChatMessage Told(Message message, bool isAlone, IReadOnlyList<Citation> passages)
    {
        if (message.Role is MessageRole.Assistant) { return new(ChatRole.Assistant, message.Content); }
        return new(ChatRole.User, PassagePrompt.Before(passages, isAlone ? message.Content : $"{message.Sender?.DisplayName}: {message.Content}"));
    }

    private string SystemPrompt(string here, string summary, User? asker)
    {
        var prompt = new StringBuilder(options.Value.Prompt);
        if (here is not "") { prompt.Append("\n\n").Append(here); }
        prompt.Append("\n\nToday is ").Append(clock.GetUtcNow().ToString("dddd, yyyy-MM-dd", CultureInfo.InvariantCulture)).Append(" (UTC).");
        if (asker is not null) { prompt.Append(" You speak with ").Append(asker.DisplayName).Append('.'); }
        prompt.Append(asker?.Language is { } language
            ? $" Answer in the language of the question; when that is unclear, in the language with the tag {language}."
            : " Answer in the language of the question.");
        if (summary is not "") { prompt.Append("\n\nWhat was said earlier in this conversation, in short:\n").Append(summary); }
        return prompt.ToString();
    }
}
