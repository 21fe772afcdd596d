using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Filters;

/// <summary>Unpacks a stream through the filters it names, one after the other (7.4). What is broken ends where it breaks.</summary>
internal static class StreamFilters
{
    private const int MaxFilters = 8;

    public static ReadOnlyMemory<byte> Unpack(PdfStream stream, ReadOnlyMemory<byte> raw, Func<PdfValue, PdfValue> resolve, PdfBudget budget)
    {
        var filters = Listed(First(stream.Dictionary, resolve, "Filter", "F"), resolve);
        var parameters = Listed(First(stream.Dictionary, resolve, "DecodeParms", "DP"), resolve);
        for (var at = 0; at < filters.Count && at < MaxFilters; at++)
        {
            var given = at < parameters.Count ? resolve(parameters[at]) as PdfDictionary : null;
            raw = Through((resolve(filters[at]) as PdfName)?.Text, raw, new(given ?? PdfDictionary.Empty, resolve), budget);
        }

        return raw;
    }

    private static PdfValue First(PdfDictionary dictionary, Func<PdfValue, PdfValue> resolve, string name, string shortName) =>
        resolve(dictionary.Has(name, out var value) ? value : dictionary[shortName]);

    private static List<PdfValue> Listed(PdfValue value, Func<PdfValue, PdfValue> resolve) => resolve(value) switch
    {
        PdfArray array => array.Items,
        PdfNull => [],
        var one => [one],
    };

    private static ReadOnlyMemory<byte> Through(string? filter, ReadOnlyMemory<byte> raw, FilterParameters given, PdfBudget budget) => filter switch
    {
        "FlateDecode" or "Fl" => Predictors.Undo(Flate.Unpack(raw, budget), given, budget),
        "LZWDecode" or "LZW" => Predictors.Undo(Lzw.Unpack(raw.Span, given.Whole("EarlyChange", 1), budget), given, budget),
        "ASCIIHexDecode" or "AHx" => AsciiFilters.Hex(raw.Span, budget),
        "ASCII85Decode" or "A85" => AsciiFilters.Base85(raw.Span, budget),
        "RunLengthDecode" or "RL" => RunLength.Unpack(raw.Span, budget),
        "Crypt" => raw,

        // Pictures hold no text.
        _ => ReadOnlyMemory<byte>.Empty,
    };
}

internal readonly record struct FilterParameters(PdfDictionary Given, Func<PdfValue, PdfValue> Resolve)
{
    public int Whole(string name, int usual) => Resolve(Given[name]) is PdfNumber number ? number.Whole : usual;
}
