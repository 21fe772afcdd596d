namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Objects that lie within compressed streams (7.5.7). Each stream is unpacked once.</summary>
internal sealed class ObjectStreams(PdfFile file)
{
    private const int MaxExtends = 8;

    private readonly Dictionary<int, Opened?> _opened = [];

    public PdfValue Find(int container, int number)
    {
        for (var steps = 0; steps < MaxExtends && Open(container) is { } opened; steps++)
        {
            if (opened.Offsets.TryGetValue(number, out var at))
            {
                var parser = new PdfParser(opened.Data, at);
                var value = parser.Read() ?? PdfNull.Value;
                file.Budget.Hold(parser.Values, parser.Lexer.At - at);
                return value;
            }

            if (opened.Extends is not { } before) { break; }
            container = before;
        }

        return PdfNull.Value;
    }

    public IEnumerable<int> NumbersIn(int container) => Open(container)?.Offsets.Keys ?? Enumerable.Empty<int>();

    private Opened? Open(int container)
    {
        if (_opened.TryGetValue(container, out var opened)) { return opened; }
        _opened[container] = null;
        return _opened[container] = file.Load(container) is PdfStream stream ? Read(stream) : null;
    }

    private Opened Read(PdfStream stream)
    {
        var data = file.Unpack(stream);
        var (first, count) = (file.Whole(stream.Dictionary["First"]) ?? 0, file.Whole(stream.Dictionary["N"]) ?? 0);
        var header = new PdfParser(data, takesReferences: false);
        var offsets = new Dictionary<int, int>();
        for (var one = 0; one < count && header.Read() is PdfNumber number && header.Read() is PdfNumber offset; one++)
        {
            file.Budget.Hold(2);
            offsets.TryAdd(number.Whole, (int)Math.Clamp((long)first + offset.Whole, 0, data.Length));
        }

        return new(data, offsets, (stream.Dictionary["Extends"] as PdfReference)?.Number);
    }

    private sealed record Opened(ReadOnlyMemory<byte> Data, Dictionary<int, int> Offsets, int? Extends);
}
