using System.Runtime.CompilerServices;
using System.Text;
using Chat.Assistant.Context;
using Chat.Contracts.Messages;
using Microsoft.Extensions.AI;

namespace Chat.Assistant.BuiltIn;

/// <summary>Somebody to talk to on a machine without any model: polite, honest about itself, and able to look things up in the knowledge base.</summary>
internal sealed class BuiltInAssistant(TimeProvider clock) : IChatClient
{
    private const int MaxPassages = 3;

    // Words come as from a model that is in no hurry, so that everything about streaming can be seen without one.
    private static readonly TimeSpan PauseBetweenWords = TimeSpan.FromMilliseconds(5);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var context = options?.AdditionalProperties?.GetValueOrDefault(nameof(ReplyContext)) as ReplyContext;
        var question = context?.Question ?? messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";
        var answer = Answer(question, context?.Language, context?.Citations ?? []);
        for (var at = 0; at < answer.Length;)
        {
            var end = answer.IndexOf(' ', at) is >= 0 and var space ? space + 1 : answer.Length;
            yield return new(ChatRole.Assistant, answer[at..end]);
            at = end;
            await Task.Delay(PauseBetweenWords, clock, cancellationToken);
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static string Answer(string question, string? language, IReadOnlyList<Citation> passages)
    {
        var isVietnamese = Courtesies.IsVietnamese(question, language);
        return Courtesies.Of(question) switch
        {
            Courtesy.Greeting => isVietnamese ? $"Xin chào! {NoModel(true)}" : $"Hello! {NoModel(false)}",
            Courtesy.Thanks => isVietnamese ? "Không có gì! Bạn cứ hỏi khi cần nhé." : "You are welcome! Ask whenever you need something.",
            Courtesy.Goodbye => isVietnamese ? "Tạm biệt bạn, hẹn gặp lại!" : "Goodbye, see you soon!",
            _ when passages.Count > 0 => FromKnowledge(passages, isVietnamese),
            _ => isVietnamese ? $"Tôi chưa trả lời được câu này. {NoModel(true)}" : $"I cannot answer this. {NoModel(false)}",
        };
    }

    private static string NoModel(bool isVietnamese) => isVietnamese
        ? "Hiện chưa có mô hình ngôn ngữ nào được kết nối, nên tôi chỉ trả lời từ kho kiến thức. Quản trị viên có thể kết nối một mô hình bằng "
            + "Chat:Assistant:Endpoint và Chat:Assistant:Model, hoặc chạy Ollama trên máy này."
        : "No language model is connected, so I answer from the knowledge base alone. An admin can connect one with "
            + "Chat:Assistant:Endpoint and Chat:Assistant:Model, or by running Ollama on this machine.";

    private static string FromKnowledge(IReadOnlyList<Citation> passages, bool isVietnamese)
    {
        var answer = new StringBuilder(isVietnamese ? "Đây là những gì tôi tìm thấy:" : "This is what I found:");
        foreach (var passage in passages.Take(MaxPassages)) { answer.Append("\n\n").Append(passage.Text).Append(" [").Append(passage.Number).Append(']'); }

        return answer.ToString();
    }
}
