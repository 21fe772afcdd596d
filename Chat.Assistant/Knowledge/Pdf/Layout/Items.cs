using System.Text.RegularExpressions;

namespace Chat.Assistant.Knowledge.Pdf.Layout;

/// <summary>Items of lists begin with a mark or a number, those of a table of contents end with one.</summary>
internal static partial class Items
{
    public static bool IsItem(string text) => Begin().IsMatch(text);

    /// <summary>Dots that lead to a page's number.</summary>
    public static bool HasLeader(string text) => Leader().IsMatch(text);

    public static string WithoutLeaders(string text) => Leader().Replace(text, " … ");

    [GeneratedRegex(@"\s*(\.\s?){5,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Leader();

    [GeneratedRegex(@"^([•·▪●○◦‣⁃■□➢❖✓–—*+-]\s?\S|\(?(\d{1,2}|\p{L})[.)]\s)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Begin();
}
