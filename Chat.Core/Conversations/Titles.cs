using System.Globalization;
using System.Text;
using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Core.Conversations;

internal static class Titles
{
    public const int MaxLength = 120;

    private static readonly Refusal Rule = Refusal.Invalid($"A title has 1 to {MaxLength} characters on one line.");

    public static Result<string> Check(string? written)
    {
        // Long before anything is normalised: that costs time in proportion to the length.
        if (written is null || written.Length > MaxLength * 4 || !PlainText.IsWellFormed(written)) { return Rule; }

        var title = string.Join(' ', written.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var fits = !PlainText.IsBlank(title) && !title.Any(char.IsControl) && new StringInfo(title).LengthInTextElements <= MaxLength;
        return fits && title.Length <= MaxLength * 2 ? title : Rule;
    }
}
