using Chat.Assistant.Knowledge.Pdf.Encryption;
using Chat.Assistant.Knowledge.Pdf.Filters;

namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>A file's objects by their numbers. Whatever points to nothing, or to itself, is null.</summary>
internal sealed class PdfFile
{
    /// <summary>An object needs another to be read: its stream's length, the stream it lies in.</summary>
    private const int MaxDepth = 16;

    private const int MaxChain = 16;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly ObjectReader _objects;
    private readonly ObjectStreams _streams;
    private readonly Dictionary<int, PdfValue> _loaded = [];
    private readonly HashSet<int> _loading = [];
    private XrefTable _table;
    private XrefTable? _found;
    private Decryption? _decryption;

    private PdfFile(ReadOnlyMemory<byte> data, PdfBudget budget)
    {
        (_data, Budget) = (data, budget);
        _objects = new(data, budget, Resolve);
        _streams = new(this);
        _table = new XrefReader(data, budget).Read();
    }

    public PdfBudget Budget { get; }

    public PdfDictionary Trailer => _table.Trailer;

    public IEnumerable<int> Numbers => _table.Numbers.Order();

    public PdfDictionary Catalog => Dictionary(Trailer["Root"]);

    public static PdfFile Open(ReadOnlyMemory<byte> data, PdfBudget budget)
    {
        var file = new PdfFile(data, budget);
        file.Unlock();
        if (file.Dictionary(file.Catalog["Pages"]).Entries.Count > 0) { return file; }

        file._table = file.Found();
        file._loaded.Clear();
        file.Unlock();
        file.FindCatalog();
        return file;
    }

    public PdfValue Resolve(PdfValue value)
    {
        for (var steps = 0; value is PdfReference reference; steps++)
        {
            if (steps == MaxChain) { return PdfNull.Value; }
            value = Load(reference.Number);
        }

        return value;
    }

    public PdfDictionary Dictionary(PdfValue value) => Resolve(value) switch
    {
        PdfDictionary dictionary => dictionary,
        PdfStream stream => stream.Dictionary,
        _ => PdfDictionary.Empty,
    };

    public IReadOnlyList<PdfValue> Array(PdfValue value) => Resolve(value) is PdfArray array ? array.Items : [];

    public string? Name(PdfValue value) => (Resolve(value) as PdfName)?.Text;

    public double? Number(PdfValue value) => (Resolve(value) as PdfNumber)?.Value;

    public int? Whole(PdfValue value) => (Resolve(value) as PdfNumber)?.Whole;

    /// <summary>A stream's bytes as they were before they were packed and encrypted.</summary>
    public ReadOnlyMemory<byte> Unpack(PdfStream stream) =>
        StreamFilters.Unpack(stream, _decryption is null ? stream.Raw : _decryption.Decrypt(stream, this), Resolve, Budget);

    public PdfValue Load(int number)
    {
        if (_loaded.TryGetValue(number, out var known)) { return known; }
        if (_loading.Count >= MaxDepth || !_loading.Add(number)) { return PdfNull.Value; }
        var value = Read(number);
        _loading.Remove(number);
        return _loaded[number] = value;
    }

    private PdfValue Read(int number)
    {
        if (_table[number] is not { } entry) { return PdfNull.Value; }
        if (entry.Container >= 0) { return _streams.Find(entry.Container, number); }
        return At(entry, number) ?? (Found()[number] is { Container: < 0 } found ? At(found, number) : null) ?? PdfNull.Value;
    }

    private PdfValue? At(XrefEntry entry, int number)
    {
        if (_objects.ReadAt(entry.Offset) is not ({ } id, var value) || id.Number != number) { return null; }
        return _decryption?.Decrypt(value, id) ?? value;
    }

    private XrefTable Found()
    {
        if (_found is not null) { return _found; }
        var search = new XrefSearch(_data, Budget);
        _found = search.Search();
        _found.Containers = search.Containers;
        return _found;
    }

    /// <summary>Nothing says which object the document begins with, and it may lie in a stream.</summary>
    private void FindCatalog()
    {
        if (Catalog.Entries.Count > 0) { return; }
        foreach (var number in Numbers.ToArray())
        {
            if (Load(number) is PdfDictionary catalog && Name(catalog["Type"]) is "Catalog") { _table.Trailer = new(new(Trailer.Entries, StringComparer.Ordinal) { ["Root"] = catalog }); }
        }
    }

    /// <summary>Before anything encrypted is read.</summary>
    private void Unlock()
    {
        if (Resolve(Trailer["Encrypt"]) is PdfDictionary { Entries.Count: > 0 } encrypt) { _decryption ??= Decryption.Of(encrypt, this); }
        foreach (var container in _table.Containers.Reverse())
        {
            foreach (var number in _streams.NumbersIn(container))
            {
                if (_table[number] is null) { _table.SetNewer(number, new(0, container)); }
            }
        }
    }
}
