using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Content;

/// <summary>What is said about parts of a page (14.6): the text they stand for, and that they are headers and footers.</summary>
internal sealed class MarkedContent(PdfFile file)
{
    private const int MaxDepth = 256;
    private const int MaxText = 4_096;

    private readonly Stack<Mark> _marks = new();
    private int _beyond;

    /// <summary>How many marks around here say that this belongs to every page and not to the text.</summary>
    public int Artifacts { get; private set; }

    /// <summary>The outermost text that stands for what is shown here.</summary>
    public Mark? Spoken { get; private set; }

    public void Begin(IReadOnlyList<PdfValue> operands, PdfDictionary resources)
    {
        if (_marks.Count == MaxDepth) { _beyond++; return; }
        var properties = operands is [_, var given, ..] ? PropertiesOf(given, resources) : PdfDictionary.Empty;
        var isArtifact = operands is [PdfName { Text: "Artifact" }, ..] && file.Name(properties["Type"]) is "Pagination";
        var text = file.Resolve(properties["ActualText"]) is PdfString { Bytes.Length: <= MaxText } actual ? TextStrings.Read(actual.Bytes) : null;
        var mark = new Mark(isArtifact, text);
        _marks.Push(mark);
        if (isArtifact) { Artifacts++; }
        if (text is not null) { Spoken ??= mark; }
    }

    /// <summary>The text that has now been shown in other words.</summary>
    public Mark? End()
    {
        if (_beyond > 0) { _beyond--; return null; }
        if (!_marks.TryPop(out var mark)) { return null; }
        if (mark.IsArtifact) { Artifacts--; }
        if (mark != Spoken) { return null; }
        Spoken = null;
        return mark;
    }

    private PdfDictionary PropertiesOf(PdfValue given, PdfDictionary resources) => given switch
    {
        PdfDictionary inline => inline,
        PdfName name => file.Dictionary(file.Dictionary(resources["Properties"])[name.Text]),
        _ => PdfDictionary.Empty,
    };

    internal sealed class Mark(bool isArtifact, string? text)
    {
        public bool IsArtifact => isArtifact;

        public string? Text => text;

        /// <summary>Where what it stands for begins and ends.</summary>
        public Layout.Glyph? Place { get; set; }
    }
}
