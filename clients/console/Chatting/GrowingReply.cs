using System.Globalization;
using Chat.Client.Storing;
using Chat.Terminal.Output;

namespace Chat.Terminal.Chatting;

/// <summary>A reply that is being written, as it stands beside the line one writes in. All of it comes above when it is finished.</summary>
internal static class GrowingReply
{
    private const int NameColumns = 20;
    private const int TextColumns = 30;

    /// <summary>Empty when nothing is being written.</summary>
    public static string Of(StoredConversation? conversation)
    {
        if (conversation?.Messages.Unfinished().LastOrDefault() is not { Content.Length: > 0 } reply) { return ""; }
        return $"({SafeText.Short(reply.Sender?.DisplayName ?? "", NameColumns)}: {End(SafeText.OneLine(reply.Content))}) ";
    }

    private static string End(string text)
    {
        // Signs of many parts, such as families, are rare: of those alone fewer are shown.
        var elements = new StringInfo(text[^Math.Min(text.Length, TextColumns * 8)..]);
        var count = Math.Min(elements.LengthInTextElements, TextColumns) - 1;
        return elements.String.Length == text.Length && elements.LengthInTextElements <= TextColumns
            ? text
            : "…" + elements.SubstringByTextElements(elements.LengthInTextElements - count);
    }
}
