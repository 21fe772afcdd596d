using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>
/// The characters that names of glyphs mean, as the Adobe Glyph List has them. Letters with marks are made of their parts, so that
/// <c>ocircumflexdotbelow</c> needs no line of its own.
/// </summary>
internal static class GlyphNames
{
    private const int Longest = 64;

    private const string Words =
        "space \u00A0|nbspace \u00A0|nonbreakingspace \u00A0|sfthyphen \u00AD|softhyphen \u00AD|exclam !|quotedbl \"|numbersign #|dollar $|percent %|ampersand &|quotesingle '|parenleft (|parenright )|"
        + "asterisk *|plus +|comma ,|hyphen -|minus −|period .|slash /|zero 0|one 1|two 2|three 3|four 4|five 5|six 6|seven 7|eight 8|nine 9|colon :|semicolon ;|"
        + "less <|equal =|greater >|question ?|at @|bracketleft [|backslash \\|bracketright ]|asciicircum ^|underscore _|grave `|braceleft {|braceright }|asciitilde ~|"
        + "exclamdown ¡|cent ¢|sterling £|currency ¤|yen ¥|brokenbar ¦|section §|dieresis ¨|copyright ©|ordfeminine ª|guillemotleft «|logicalnot ¬|registered ®|macron ¯|"
        + "degree °|plusminus ±|twosuperior ²|threesuperior ³|acute ´|mu µ|paragraph ¶|periodcentered ·|middot ·|cedilla ¸|onesuperior ¹|ordmasculine º|guillemotright »|"
        + "onequarter ¼|onehalf ½|threequarters ¾|questiondown ¿|AE Æ|Eth Ð|Oslash Ø|Thorn Þ|germandbls ß|ae æ|eth ð|multiply ×|divide ÷|oslash ø|thorn þ|dotlessi ı|dotlessj ȷ|"
        + "OE Œ|oe œ|Lslash Ł|lslash ł|Dcroat Đ|dcroat đ|Dslash Đ|dmacron đ|Hbar Ħ|hbar ħ|Tbar Ŧ|tbar ŧ|Eng Ŋ|eng ŋ|longs ſ|florin ƒ|circumflex ˆ|caron ˇ|breve ˘|"
        + "dotaccent ˙|ring ˚|ogonek ˛|tilde ˜|hungarumlaut ˝|endash –|emdash —|quoteleft ‘|quoteright ’|quotesinglbase ‚|quotedblleft “|quotedblright ”|quotedblbase „|"
        + "dagger †|daggerdbl ‡|bullet •|ellipsis …|perthousand ‰|guilsinglleft ‹|guilsinglright ›|fraction ⁄|Euro €|dong ₫|trademark ™|fi ﬁ|fl ﬂ|ff ﬀ|ffi ﬃ|ffl ﬄ|IJ Ĳ|ij ĳ|"
        + "infinity ∞|notequal ≠|lessequal ≤|greaterequal ≥|summation ∑|product ∏|integral ∫|radical √|partialdiff ∂|approxequal ≈|lozenge ◊|arrowleft ←|arrowup ↑|"
        + "arrowright →|arrowdown ↓|arrowboth ↔|element ∈|emptyset ∅|intersection ∩|union ∪|similar ∼|equivalence ≡|proportional ∝|gradient ∇|existential ∃|universal ∀|"
        + "logicaland ∧|logicalor ∨|minute ′|second ″|estimated ℮|checkmark ✓|bar ||"
        + "Alpha Α|Beta Β|Gamma Γ|Delta Δ|Epsilon Ε|Zeta Ζ|Eta Η|Theta Θ|Iota Ι|Kappa Κ|Lambda Λ|Mu Μ|Nu Ν|Xi Ξ|Omicron Ο|Pi Π|Rho Ρ|Sigma Σ|Tau Τ|Upsilon Υ|Phi Φ|Chi Χ|Psi Ψ|Omega Ω|"
        + "alpha α|beta β|gamma γ|delta δ|epsilon ε|zeta ζ|eta η|theta θ|iota ι|kappa κ|lambda λ|nu ν|xi ξ|omicron ο|pi π|rho ρ|sigma σ|sigma1 ς|tau τ|upsilon υ|phi φ|chi χ|psi ψ|omega ω";

    private static readonly (string Name, char Mark)[] Marks =
    [
        ("circumflex", '\u0302'), ("breve", '\u0306'), ("horn", '\u031B'), ("acute", '\u0301'), ("grave", '\u0300'), ("hookabove", '\u0309'), ("tilde", '\u0303'),
        ("dotbelow", '\u0323'), ("dieresis", '\u0308'), ("ring", '\u030A'), ("caron", '\u030C'), ("cedilla", '\u0327'), ("commaaccent", '\u0327'),
        ("ogonek", '\u0328'), ("macron", '\u0304'), ("dotaccent", '\u0307'), ("hungarumlaut", '\u030B'), ("dblgrave", '\u030F'),
    ];

    private static readonly FrozenDictionary<string, string> Known = Words.Split('|').Where(word => word.Contains(' '))
        .Select(word => (Name: word[..word.IndexOf(' ')], Text: word[(word.IndexOf(' ') + 1)..])).Append(("bar", "|"))
        .Where(word => word.Item2.Length > 0).DistinctBy(word => word.Item1).ToFrozenDictionary(word => word.Item1, word => word.Item2, StringComparer.Ordinal);

    /// <summary>Null when the name says nothing, as <c>g37</c> does.</summary>
    public static string? TextOf(string name)
    {
        if (name.Length > Longest) { return null; }
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot is 0) { return null; }
        if (dot > 0) { name = name[..dot]; }
        if (!name.Contains('_', StringComparison.Ordinal)) { return OneOf(name); }

        var parts = name.Split('_').Select(OneOf).ToArray();
        return parts.Contains(null) ? null : string.Concat(parts);
    }

    private static string? OneOf(string name)
    {
        if (name.Length is 0) { return null; }
        if (name.Length is 1 && char.IsAsciiLetter(name[0])) { return name; }
        return Known.GetValueOrDefault(name) ?? Numbered(name) ?? Combining(name) ?? Marked(name);
    }

    /// <summary><c>uni01B01EF1</c> and <c>u1F600</c>.</summary>
    private static string? Numbered(string name)
    {
        if (name.StartsWith("uni", StringComparison.Ordinal) && name.Length > 3 && (name.Length - 3) % 4 is 0)
        {
            var text = new StringBuilder();
            for (var at = 3; at < name.Length; at += 4)
            {
                if (!TryHex(name.AsSpan(at, 4), out var unit) || char.IsSurrogate((char)unit)) { return null; }
                text.Append((char)unit);
            }

            return text.ToString();
        }

        return name.Length is >= 5 and <= 7 && name[0] is 'u' && TryHex(name.AsSpan(1), out var point) && Rune.IsValid(point) ? new Rune(point).ToString() : null;
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out int value) => int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    /// <summary><c>hookabovecomb</c>.</summary>
    private static string? Combining(string name)
    {
        if (!name.EndsWith("comb", StringComparison.Ordinal)) { return null; }
        foreach (var (mark, sign) in Marks)
        {
            if (name.Length == mark.Length + 4 && name.StartsWith(mark, StringComparison.Ordinal)) { return sign.ToString(); }
        }

        return null;
    }

    private static string? Marked(string name)
    {
        if (!char.IsAsciiLetter(name[0])) { return null; }
        var text = name[..1];
        for (var rest = name[1..]; rest.Length > 0;)
        {
            var (mark, sign) = Marks.FirstOrDefault(one => rest.StartsWith(one.Name, StringComparison.Ordinal));
            if (mark is null) { return null; }
            text += sign;
            rest = rest[mark.Length..];
        }

        return text.Normalize(NormalizationForm.FormC);
    }
}
