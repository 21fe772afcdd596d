using Chat.Core.Messages;

namespace Chat.Core.Assistant;

/// <summary>The one bot of a server: the same on every node and every database.</summary>
public static class AssistantAccount
{
    public const string Username = "assistant";

    public static readonly Guid Id = new("01930000-0000-7000-8000-0000000a5515");

    /// <summary>Whether a text calls it by name; an @ inside a word is an address.</summary>
    public static bool IsNamedIn(string content)
    {
        const string mark = "@" + Username;
        for (var at = content.IndexOf(mark, StringComparison.OrdinalIgnoreCase); at >= 0; at = content.IndexOf(mark, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + mark.Length;
            var isWord = (at is 0 || !char.IsLetterOrDigit(content[at - 1])) && (end == content.Length || !Mentions.IsWordPart(content[end]));
            if (isWord && !IsLongerName(content, end)) { return true; }
        }

        return false;
    }

    /// <summary>"@assistant-2" is somebody else; "@assistant." ends a sentence.</summary>
    private static bool IsLongerName(string content, int end) =>
        end + 1 < content.Length && content[end] is '-' or '_' or '.' && end + 1 < content.Length && char.IsLetterOrDigit(content[end + 1]);
}
