using System.Collections.Frozen;
using Chat.Core.Search;

namespace Chat.Assistant.Knowledge;

/// <summary>Words that say nothing of what a question is about, in English and Vietnamese.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "by", "can", "could", "did", "do", "does", "for", "from", "give", "had", "has",
        "have", "he", "help", "her", "his", "how", "i", "if", "in", "is", "it", "its", "know", "m", "may", "me", "much", "my", "need", "no", "not", "of", "on",
        "or", "our", "please", "re", "s", "she", "should", "so", "some", "t", "tell", "than", "that", "the", "their", "them", "then", "there", "they", "this",
        "to", "us", "want", "was", "we", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your", "assistant",
        "là", "và", "của", "có", "không", "cho", "tôi", "bạn", "một", "những", "các", "được", "thì", "mà", "với", "này", "đó", "gì", "nào", "sao", "như", "thế",
        "bao", "nhiêu", "ở", "đâu", "khi", "hay", "hãy", "xin", "ạ", "ơi", "về", "để", "trong", "ra", "đi", "rồi", "nhé", "làm", "tại", "cái", "hỏi", "mình", "em",
        "anh", "chị", "ai", "bị", "từ", "cũng", "đã", "sẽ", "đang", "phải", "nếu", "thể");

    // Those that stay common without their marks; "cho" or "ban" would hide others.
    private static readonly FrozenSet<string> Unmarked = FrozenSet.Create(
        StringComparer.Ordinal, "la", "va", "cua", "khong", "toi", "nhung", "cac", "duoc", "thi", "nao", "nhu", "nhieu", "nhe", "gi", "the", "co");

    public static bool Contains(Word word) => All.Contains(word.Exact) || Unmarked.Contains(word.Exact);
}
