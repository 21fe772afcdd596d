using System.Text;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Messages;
using Chat.Core.Search;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Context;

/// <summary>
/// Gathers what a model is told: who it is, how it should answer here, who asks, what was said before. It sees of the
/// conversation what the asker may see, and of the history the newest that fits.
/// </summary>
internal sealed class ReplyContexts(
    IHistory history, IPeople people, IAssistantMemory memory, IOptions<AssistantOptions> options, TimeProvider clock)
{
    private const int PageSize = 100;

    public async Task<ReplyContext> ReadAsync(Reply reply, CancellationToken cancellationToken)
    {
        var asker = (await people.GetAsync([reply.Plan.AskerId], cancellationToken)).GetValueOrDefault(reply.Plan.AskerId);
        var kept = await memory.ReadAsync(reply.ConversationId, cancellationToken);
        var said = await SaidAsync(reply, cancellationToken);
        var question = said.FirstOrDefault(message => message.Id == reply.Plan.QuestionId)?.Content ?? "";
        var system = SystemPrompt(kept, asker);
        var messages = new List<ChatMessage> { new(ChatRole.System, system) };
        messages.AddRange(Fitting(said, options.Value.ContextTokens - TokenEstimate.Of(system), reply.IsAlone));
        var caller = new Caller(reply.Plan.AskerId, asker?.Role ?? UserRole.User, FamilyId: null, DateTimeOffset.MaxValue);
        return new(messages, question, asker?.Language, caller, reply.ConversationId);
    }

    /// <summary>Up to the reply itself, newest last.</summary>
    private async Task<IReadOnlyList<Message>> SaidAsync(Reply reply, CancellationToken cancellationToken)
    {
        var page = await history.PageAsync(reply.ConversationId, reply.Plan.AskerId, new(reply.Seq, After: null, Offset: 0, PageSize), cancellationToken);
        return [.. (page?.Messages ?? []).Where(IsSaid)];
    }

    private static bool IsSaid(Message message) =>
        message is { DeletedAt: null, Content.Length: > 0, Type: not (MessageType.Call or MessageType.Note), Status: MessageStatus.Complete or MessageStatus.Stopped };

    private static List<ChatMessage> Fitting(IReadOnlyList<Message> said, int budget, bool isAlone)
    {
        var fitting = new List<ChatMessage>();
        for (var at = said.Count - 1; at >= 0; at--)
        {
            var text = isAlone || said[at].Role is MessageRole.Assistant ? said[at].Content : $"{said[at].Sender?.DisplayName}: {said[at].Content}";
            budget -= TokenEstimate.Of(text);

            // The question goes whole, whatever it costs.
            if (budget < 0 && fitting.Count > 0) { break; }
            fitting.Add(new(said[at].Role is MessageRole.Assistant ? ChatRole.Assistant : ChatRole.User, text));
        }

        fitting.Reverse();
        return fitting;
    }

    private string SystemPrompt(ConversationMemory kept, User? asker)
    {
        var prompt = new StringBuilder(options.Value.Prompt);
        if (kept.Prompt is not "") { prompt.Append("\n\n").Append(kept.Prompt); }
        prompt.Append("\n\nToday is ").Append(clock.GetUtcNow().ToString("dddd, yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Append(" (UTC).");
        if (asker is not null) { prompt.Append(" You speak with ").Append(asker.DisplayName).Append('.'); }
        prompt.Append(asker?.Language is { } language
            ? $" Answer in the language of the question; when that is unclear, in the language with the tag {language}."
            : " Answer in the language of the question.");
        return prompt.ToString();
    }
}
