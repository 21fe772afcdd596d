using System.Diagnostics.CodeAnalysis;

namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>What PDF syntax is made of (ISO 32000-1, 7.3).</summary>
internal abstract class PdfValue;

internal sealed class PdfNull : PdfValue
{
    public static readonly PdfNull Value = new();
}

internal sealed class PdfNumber(double value) : PdfValue
{
    public double Value => value;

    /// <summary>Numbers are within a thousand millions, see <see cref="PdfLexer"/>.</summary>
    public int Whole => (int)value;
}

internal sealed class PdfName(string text) : PdfValue
{
    public string Text => text;
}

internal sealed class PdfString(byte[] bytes) : PdfValue
{
    public byte[] Bytes => bytes;
}

/// <summary>An operator, or <c>true</c>, <c>obj</c>, <c>endstream</c> and the like.</summary>
internal sealed class PdfWord(string text) : PdfValue
{
    public string Text => text;
}

internal sealed class PdfReference(int number, int generation) : PdfValue
{
    public int Number => number;

    public int Generation => generation;
}

internal sealed class PdfArray(List<PdfValue> items) : PdfValue
{
    public List<PdfValue> Items => items;
}

internal sealed class PdfDictionary(Dictionary<string, PdfValue> entries) : PdfValue
{
    public static readonly PdfDictionary Empty = new([]);

    public Dictionary<string, PdfValue> Entries => entries;

    public PdfValue this[string key] => entries.GetValueOrDefault(key, PdfNull.Value);

    public bool Has(string key, [NotNullWhen(true)] out PdfValue? value) => entries.TryGetValue(key, out value);
}

/// <summary>Bytes as they lie in the file, with the object they belong to, which their key is made of when they are encrypted.</summary>
internal sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> raw, PdfReference owner) : PdfValue
{
    public PdfDictionary Dictionary => dictionary;

    public ReadOnlyMemory<byte> Raw => raw;

    public PdfReference Owner => owner;
}
