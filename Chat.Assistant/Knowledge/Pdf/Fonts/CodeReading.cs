using System.Buffers.Binary;
using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>How a composite font's strings fall into codes: by its own map, or by a map that everybody knows by its name.</summary>
internal sealed class CodeReading(string name, CMap? own)
{
    private readonly bool _isUtf16 = name.Contains("UTF16", StringComparison.Ordinal), _isUcs2 = name.Contains("UCS2", StringComparison.Ordinal),
        _isUtf8 = name.Contains("UTF8", StringComparison.Ordinal), _isUtf32 = name.Contains("UTF32", StringComparison.Ordinal);

    public int BytesOf(ReadOnlySpan<byte> text)
    {
        if (own is { HasCodes: true }) { return own.BytesOf(text); }
        if (_isUtf32) { return 4; }
        if (_isUtf16) { return text[0] is >= 0xD8 and <= 0xDB ? 4 : 2; }
        if (_isUtf8) { return text[0] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 }; }
        return 2;
    }

    public int GlyphOf(int code) => own is { HasGlyphs: true } ? own.GlyphOf(code) ?? 0 : code;

    /// <summary>Where codes are Unicode themselves.</summary>
    public string? TextOf(ReadOnlySpan<byte> code)
    {
        if (_isUtf16 || _isUcs2) { return Encoding.BigEndianUnicode.GetString(code); }
        if (_isUtf8) { return Encoding.UTF8.GetString(code); }
        return _isUtf32 && code.Length is 4 && Rune.IsValid(BinaryPrimitives.ReadUInt32BigEndian(code)) ? new Rune(BinaryPrimitives.ReadUInt32BigEndian(code)).ToString() : null;
    }
}
