using System.Collections.Frozen;
using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>
/// Vietnamese was written in fonts that show other letters than they say, before there was Unicode: TCVN3 (<c>.VnTime</c>) and
/// VNI (<c>VNI-Times</c>). Many papers of offices still are.
/// </summary>
internal static class VietnameseFonts
{
    // Codes of TCVN3 from A1 on, in Windows' Latin, with the letters they show.
    private const string Tcvn3 =
        "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00ADư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ";

    // What VNI's codes show: letters, or marks on the letter before.
    private static readonly FrozenDictionary<char, string> Vni = new Dictionary<char, string>
    {
        ['ù'] = "\u0301", ['ø'] = "\u0300", ['û'] = "\u0309", ['õ'] = "\u0303", ['ï'] = "\u0323", ['â'] = "\u0302", ['ê'] = "\u0306",
        ['á'] = "\u0302\u0301", ['à'] = "\u0302\u0300", ['å'] = "\u0302\u0309", ['ã'] = "\u0302\u0303", ['ä'] = "\u0302\u0323",
        ['é'] = "\u0306\u0301", ['è'] = "\u0306\u0300", ['ú'] = "\u0306\u0309", ['ü'] = "\u0306\u0303", ['ë'] = "\u0306\u0323",
        ['ô'] = "ơ", ['ö'] = "ư", ['ñ'] = "đ", ['í'] = "í", ['ì'] = "ì", ['æ'] = "ỉ", ['ó'] = "ĩ", ['ò'] = "ị", ['î'] = "ỵ",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, string> Abc =
        Tcvn3.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1].ToString()).ToFrozenDictionary();

    public static string? Read(string font, string? text)
    {
        if (text is not [var letter] || letter < '\u0080') { return IsCapital(font) ? text?.ToUpperInvariant() : text; }
        if (IsTcvn3(font)) { return Abc.GetValueOrDefault(letter) is { } shown ? IsCapital(font) ? shown.ToUpperInvariant() : shown : text; }
        if (!NameOf(font).StartsWith("VNI-", StringComparison.OrdinalIgnoreCase)) { return text; }
        var small = char.ToLowerInvariant(letter);
        return Vni.GetValueOrDefault(small) is { } vni ? (small == letter ? vni : vni.ToUpperInvariant()).Normalize(NormalizationForm.FormC) : text;
    }

    private static bool IsTcvn3(string font) => NameOf(font).StartsWith(".Vn", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>.VnTimeH</c> shows capitals for all letters.</summary>
    private static bool IsCapital(string font) => IsTcvn3(font) && NameOf(font).Split(',', '-')[0].EndsWith('H');

    /// <summary>Without the six letters in front of a part of a font.</summary>
    private static string NameOf(string font) => font.Length > 7 && font[6] is '+' ? font[7..] : font;
}
