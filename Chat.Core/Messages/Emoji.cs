using System.Globalization;
using System.Text;
using Chat.Core.Text;

namespace Chat.Core.Messages;

/// <summary>One emoji, by the sequences of Unicode's UTS #51: a picture with its skin tone, joined pictures, a flag or a keycap.</summary>
public static class Emoji
{
    public const int MaxBytes = 32;

    private const int Joiner = 0x200D;
    private const int AsPicture = 0xFE0F;
    private const int Keycap = 0x20E3;
    private const int LastTag = 0xE007F;

    public static bool IsOne(string text)
    {
        if (text.Length is 0 or > MaxBytes || !PlainText.IsWellFormed(text) || Encoding.UTF8.GetByteCount(text) > MaxBytes) { return false; }
        if (StringInfo.GetNextTextElementLength(text) != text.Length) { return false; }

        int[] runes = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        return IsFlag(runes) || IsKeycap(runes) || IsPictures(runes);
    }

    private static bool IsFlag(int[] runes) => runes is [>= 0x1F1E6 and <= 0x1F1FF, >= 0x1F1E6 and <= 0x1F1FF];

    private static bool IsKeycap(int[] runes) => runes is [(>= '0' and <= '9') or '#' or '*', AsPicture, Keycap];

    /// <summary>Pictures with joiners between them; the flags of England, Scotland and Wales end in tags.</summary>
    private static bool IsPictures(ReadOnlySpan<int> runes)
    {
        for (var isJoined = false; ; isJoined = true)
        {
            if (runes is [] || !IsPicture(runes[0])) { return false; }
            var (picture, isShown) = (runes[0], isJoined || runes[0] > 0xFFFF || IsShownAsPicture(runes[0]));
            runes = runes[1..];
            while (runes is [AsPicture or (>= 0x1F3FB and <= 0x1F3FF), ..])
            {
                isShown = true;
                runes = runes[1..];
            }

            if (picture is 0x1F3F4 && runes is [>= 0xE0020 and < LastTag, ..]) { return IsTags(runes); }
            if (runes is []) { return isShown; }
            if (runes[0] is not Joiner) { return false; }
            runes = runes[1..];
        }
    }

    private static bool IsTags(ReadOnlySpan<int> runes) =>
        runes[^1] is LastTag && runes[..^1].IndexOfAnyExceptInRange(0xE0020, 0xE007E) < 0;

    // Extended_Pictographic of emoji-data.txt, without what is only reserved.
    private static bool IsPicture(int rune) => rune switch
    {
        0xA9 or 0xAE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x2328 or 0x23CF or 0x24C2 or 0x25B6 or 0x25C0 or 0x3030 or 0x303D or 0x3297 or 0x3299 => true,
        >= 0x2194 and <= 0x2199 or 0x21A9 or 0x21AA or 0x231A or 0x231B or (>= 0x23E9 and <= 0x23FA) or 0x25AA or 0x25AB => true,
        (>= 0x25FB and <= 0x25FE) or (>= 0x2600 and <= 0x27BF) or 0x2934 or 0x2935 => IsSymbol(rune),
        (>= 0x2B05 and <= 0x2B07) or 0x2B1B or 0x2B1C or 0x2B50 or 0x2B55 => true,
        0x1F004 or 0x1F0CF or 0x1F170 or 0x1F171 or 0x1F17E or 0x1F17F or 0x1F18E or (>= 0x1F191 and <= 0x1F19A) => true,
        0x1F201 or 0x1F202 or 0x1F21A or 0x1F22F or (>= 0x1F232 and <= 0x1F23A) or 0x1F250 or 0x1F251 => true,
        (>= 0x1F300 and <= 0x1F3FA) or (>= 0x1F400 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FC) or (>= 0x1F7E0 and <= 0x1F7F0) => true,
        (>= 0x1F90C and <= 0x1F9FF) or (>= 0x1FA70 and <= 0x1FAFF) => true,
        _ => false,
    };

    // Dingbats are half letters and ornaments; those that Unicode counts as emoji.
    private static bool IsSymbol(int rune) => rune is (>= 0x25FB and <= 0x25FE) or 0x2934 or 0x2935
        or (>= 0x2600 and <= 0x2604) or 0x260E or 0x2611 or 0x2614 or 0x2615 or 0x2618 or 0x261D or 0x2620 or 0x2622 or 0x2623 or 0x2626
        or 0x262A or 0x262E or 0x262F or (>= 0x2638 and <= 0x263A) or 0x2640 or 0x2642 or (>= 0x2648 and <= 0x2653) or 0x265F or 0x2660
        or 0x2663 or 0x2665 or 0x2666 or 0x2668 or 0x267B or 0x267E or 0x267F or (>= 0x2692 and <= 0x2697) or 0x2699 or 0x269B or 0x269C
        or 0x26A0 or 0x26A1 or 0x26A7 or 0x26AA or 0x26AB or 0x26B0 or 0x26B1 or 0x26BD or 0x26BE or 0x26C4 or 0x26C5 or 0x26C8 or 0x26CE
        or 0x26CF or 0x26D1 or 0x26D3 or 0x26D4 or 0x26E9 or 0x26EA or (>= 0x26F0 and <= 0x26F5) or (>= 0x26F7 and <= 0x26FA) or 0x26FD
        or 0x2702 or 0x2705 or (>= 0x2708 and <= 0x270D) or 0x270F or 0x2712 or 0x2714 or 0x2716 or 0x271D or 0x2721 or 0x2728 or 0x2733
        or 0x2734 or 0x2744 or 0x2747 or 0x274C or 0x274E or (>= 0x2753 and <= 0x2755) or 0x2757 or 0x2763 or 0x2764
        or (>= 0x2795 and <= 0x2797) or 0x27A1 or 0x27B0 or 0x27BF;

    // Emoji_Presentation of the old symbols; the others are text until U+FE0F says otherwise, and hearts are sent without it.
    private static bool IsShownAsPicture(int rune) => rune is 0x231A or 0x231B or (>= 0x23E9 and <= 0x23EC) or 0x23F0 or 0x23F3 or 0x25FD
        or 0x25FE or 0x2614 or 0x2615 or (>= 0x2648 and <= 0x2653) or 0x267F or 0x2693 or 0x26A1 or 0x26AA or 0x26AB or 0x26BD or 0x26BE
        or 0x26C4 or 0x26C5 or 0x26CE or 0x26D4 or 0x26EA or 0x26F2 or 0x26F3 or 0x26F5 or 0x26FA or 0x26FD or 0x2705 or 0x270A or 0x270B
        or 0x2728 or 0x274C or 0x274E or (>= 0x2753 and <= 0x2755) or 0x2757 or 0x2764 or (>= 0x2795 and <= 0x2797) or 0x27B0 or 0x27BF
        or 0x2B1B or 0x2B1C or 0x2B50 or 0x2B55;
}
