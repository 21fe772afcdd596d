using System.Text;
using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Core.Messages;

/// <summary>What a message may say: anything that a reader sees something of.</summary>
public static class MessageText
{
    /// <summary>In Unicode code points.</summary>
    public const int MaxLength = 8_000;

    private static readonly Refusal TooLong = Refusal.Invalid($"A message has at most {MaxLength} characters; send a longer text as a file.");

    /// <summary>The text in NFC, otherwise as it was written.</summary>
    public static Result<string> Check(string written, bool mayBeEmpty)
    {
        // Before anything is normalised: that costs time in proportion to the length.
        if (written.Length > MaxLength * 2 || PlainText.CodePoints(written) > MaxLength) { return TooLong; }
        if (!PlainText.IsWellFormed(written)) { return Refusal.Invalid("The message is not valid Unicode text."); }
        if (PlainText.IsBlank(written)) { return mayBeEmpty ? "" : Refusal.Invalid("The message is empty."); }

        var content = written.Normalize(NormalizationForm.FormC);
        return PlainText.CodePoints(content) > MaxLength ? TooLong : content;
    }
}
