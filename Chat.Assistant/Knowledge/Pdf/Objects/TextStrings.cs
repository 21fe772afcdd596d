using System.Text;
using Chat.Assistant.Knowledge.Pdf.Fonts;

namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Text outside of what pages show (7.9.2.2).</summary>
internal static class TextStrings
{
    public static string Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFE, 0xFF, .. var big] => Encoding.BigEndianUnicode.GetString(big[..(big.Length & ~1)]),
        [0xFF, 0xFE, .. var little] => Encoding.Unicode.GetString(little[..(little.Length & ~1)]),
        [0xEF, 0xBB, 0xBF, .. var small] => Encoding.UTF8.GetString(small),
        _ => InDocumentEncoding(bytes),
    };

    private static string InDocumentEncoding(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            if (Encodings.Document[one] is not '\0' and var letter) { text.Append(letter); }
        }

        return text.ToString();
    }
}
