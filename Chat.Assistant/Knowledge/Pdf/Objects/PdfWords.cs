using System.Collections.Frozen;
using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Operators are many and alike: those that are known exist once.</summary>
internal static class PdfWords
{
    private const int Longest = 64;

    private static readonly FrozenDictionary<int, PdfWord> Known =
        ("b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l M m MP n q Q re RG rg ri s S SC sc SCN scn sh "
            + "T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" R obj")
        .Split(' ').ToFrozenDictionary(word => KeyOf(Encoding.ASCII.GetBytes(word)), word => new PdfWord(word));

    public static PdfWord Of(ReadOnlySpan<byte> token) =>
        token.Length <= 3 && Known.TryGetValue(KeyOf(token), out var word) ? word : new(Encoding.Latin1.GetString(token[..Math.Min(token.Length, Longest)]));

    private static int KeyOf(ReadOnlySpan<byte> token)
    {
        var key = 0;
        foreach (var one in token) { key = (key << 8) | one; }
        return key;
    }
}
