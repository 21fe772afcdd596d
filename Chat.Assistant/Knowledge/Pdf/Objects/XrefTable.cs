namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Where an object lies: at a place in the file, or within a stream of objects.</summary>
internal readonly record struct XrefEntry(long Offset, int Container);

/// <summary>The places of all objects; what a newer part of the file said of one counts.</summary>
internal sealed class XrefTable
{
    private const int MaxObjects = 1_000_000;

    private readonly Dictionary<int, XrefEntry> _entries = [];

    public PdfDictionary Trailer { get; set; } = PdfDictionary.Empty;

    /// <summary>Streams of objects that were found without a table that says what is in them.</summary>
    public IReadOnlyList<int> Containers { get; set; } = [];

    public IReadOnlyCollection<int> Numbers => _entries.Keys;

    public XrefEntry? this[int number] => _entries.TryGetValue(number, out var entry) ? entry : null;

    /// <summary>Tables are read from the newest to the oldest.</summary>
    public void AddOlder(int number, XrefEntry entry)
    {
        if (number < 0) { return; }
        _entries.TryAdd(number, entry);
        Check();
    }

    /// <summary>Files are looked through from the oldest part to the newest.</summary>
    public void SetNewer(int number, XrefEntry entry)
    {
        if (number < 0) { return; }
        _entries[number] = entry;
        Check();
    }

    private void Check()
    {
        if (_entries.Count > MaxObjects) { throw new PdfFailure(PdfRefusals.TooMuch); }
    }
}
