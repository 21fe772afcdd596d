using System.Globalization;
using Chat.Core.Accounts;

namespace Chat.Core.Messages;

/// <summary>Who is named in a text: <c>@</c> and the longest user name of a member that stands behind it.</summary>
public sealed class Mentions(IHistory history)
{
    private const int MaxMarks = 50;

    public async Task<IReadOnlyList<Guid>?> FindAsync(Guid conversationId, string content, CancellationToken cancellationToken)
    {
        if (!content.Contains('@', StringComparison.Ordinal)) { return null; }

        var marks = Marks(content).Take(MaxMarks).Select(at => Candidates(content, at).ToArray()).ToArray();
        string[] keys = [.. marks.SelectMany(keys => keys).Distinct(StringComparer.Ordinal)];
        if (keys.Length is 0) { return null; }

        var members = await history.MembersByNameAsync(conversationId, keys, cancellationToken);
        Guid[] named = [.. marks.Select(keys => keys.FirstOrDefault(members.ContainsKey)).OfType<string>().Select(key => members[key]).Distinct()];
        return named is [] ? null : named;
    }

    /// <summary>An @ inside a word is an address, not a mention.</summary>
    private static IEnumerable<int> Marks(string content)
    {
        for (var at = content.IndexOf('@', StringComparison.Ordinal); at >= 0; at = content.IndexOf('@', at + 1))
        {
            if (at is 0 || !char.IsLetterOrDigit(content[at - 1])) { yield return at + 1; }
        }
    }

    /// <summary>Keys of every name that could stand here, longest first.</summary>
    private static IEnumerable<string> Candidates(string content, int start)
    {
        var rest = content.AsSpan(start, Math.Min(content.Length - start, Usernames.MaxLength * 2)).ToString();
        for (var length = rest.Length; length >= Usernames.MinLength; length--)
        {
            var goesOn = start + length < content.Length && IsWordPart(content[start + length]);
            if (goesOn || rest[length - 1] is ' ') { continue; }
            if (Usernames.KeyOf(rest[..length]) is { } key) { yield return key; }
        }
    }

    internal static bool IsWordPart(char letter) => char.IsLetterOrDigit(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
