using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>What codes mean: characters, or numbers of glyphs; and how many bytes a code has (9.7.5, 9.10.3).</summary>
internal sealed class CMap
{
    private readonly Dictionary<int, string> _texts = [];
    private readonly List<(int First, int Last, string Text)> _textRanges = [];
    private readonly List<(int First, int Last, int Glyph)> _glyphRanges = [];
    private readonly List<(int Bytes, uint First, uint Last)> _codes = [];
    private bool _isSorted;

    public bool HasTexts => _texts.Count + _textRanges.Count > 0;

    public bool HasGlyphs => _glyphRanges.Count > 0;

    public bool HasCodes => _codes.Count > 0;

    public void Code(int bytes, uint first, uint last) => _codes.Add((bytes, first, last));

    public void Text(int code, string text) => _texts[code] = text;

    public void Texts(int first, int last, string text) => _textRanges.Add((first, last, text));

    public void Glyphs(int first, int last, int glyph) => _glyphRanges.Add((first, last, glyph));

    public string? TextOf(int code)
    {
        if (_texts.TryGetValue(code, out var text)) { return text; }
        return Find(_textRanges, code, range => range.First, range => range.Last) is { } range ? Following(range.Text, code - range.First) : null;
    }

    public int? GlyphOf(int code) =>
        Find(_glyphRanges, code, range => range.First, range => range.Last) is { } range ? range.Glyph + code - range.First : null;

    /// <summary>How many bytes the code at the front of these has.</summary>
    public int BytesOf(ReadOnlySpan<byte> text)
    {
        var value = 0u;
        for (var bytes = 1; bytes <= Math.Min(4, text.Length); bytes++)
        {
            value = (value << 8) | text[bytes - 1];
            foreach (var code in _codes)
            {
                if (code.Bytes == bytes && IsWithin(value, code.First, code.Last, bytes)) { return bytes; }
            }
        }

        return _codes.Count is 0 ? 2 : _codes.Min(code => code.Bytes);
    }

    /// <summary>Each byte is within its own bounds.</summary>
    private static bool IsWithin(uint value, uint first, uint last, int bytes)
    {
        for (var shift = 0; shift < bytes * 8; shift += 8)
        {
            var one = (value >> shift) & 255;
            if (one < ((first >> shift) & 255) || one > ((last >> shift) & 255)) { return false; }
        }

        return true;
    }

    private T? Find<T>(List<T> ranges, int code, Func<T, int> first, Func<T, int> last) where T : struct
    {
        if (!_isSorted)
        {
            _textRanges.Sort((one, other) => one.First.CompareTo(other.First));
            _glyphRanges.Sort((one, other) => one.First.CompareTo(other.First));
            _isSorted = true;
        }

        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (first(ranges[middle]) > code) { high = middle - 1; } else { low = middle + 1; }
        }

        return high >= 0 && last(ranges[high]) >= code ? ranges[high] : null;
    }

    /// <summary>The text whose last character is so many further on.</summary>
    private static string? Following(string text, int steps)
    {
        if (steps is 0 || text.Length is 0) { return text; }
        if (Rune.DecodeLastFromUtf16(text, out var last, out var units) is not System.Buffers.OperationStatus.Done) { return null; }
        return Rune.IsValid(last.Value + steps) ? text[..^units] + new Rune(last.Value + steps) : null;
    }
}
