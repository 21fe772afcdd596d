namespace Chat.Assistant.Knowledge.Pdf.Filters;

/// <summary>What comes out of a filter, counted as it comes.</summary>
internal sealed class Unpacked(PdfBudget budget)
{
    private byte[] _bytes = new byte[4_096];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    public void Add(byte one) => Room(1)[0] = one;

    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    private Span<byte> Room(int more)
    {
        if (Length + more > PdfBudget.MaxStream) { throw new PdfFailure(PdfRefusals.TooMuch); }
        budget.Decode(more);
        if (Length + more > _bytes.Length) { Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more)); }
        Length += more;
        return _bytes.AsSpan(Length - more, more);
    }
}
