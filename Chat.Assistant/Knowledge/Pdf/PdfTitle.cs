using System.Text;
using System.Xml;
using System.Xml.Linq;
using Chat.Assistant.Knowledge.Pdf.Layout;
using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf;

/// <summary>What a PDF says that it is called (14.3).</summary>
internal static class PdfTitle
{
    private const int MaxText = 2_000;
    private const int MaxMetadata = 1024 * 1024;

    // What programs write when nobody gave a title.
    private static readonly string[] Prefixes = ["Microsoft Word - ", "Microsoft PowerPoint - ", "Microsoft Excel - "];

    private static readonly string[] Empty = ["untitled", "untitled document", "title", "about:blank", "document", "document1", "powerpoint presentation", "unknown"];

    private static readonly string[] Endings = [".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".xls", ".xlsx", ".indd", ".tex", ".dvi", ".pdf", ".html"];

    private static readonly XmlReaderSettings NoEntities = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxMetadata };

    public static string? Of(PdfFile file) => Named(InInfo(file)) ?? Named(InMetadata(file));

    private static string? InInfo(PdfFile file) =>
        file.Resolve(file.Dictionary(file.Trailer["Info"])["Title"]) is PdfString { Bytes.Length: <= MaxText } title ? TextStrings.Read(title.Bytes) : null;

    private static string? InMetadata(PdfFile file)
    {
        if (file.Resolve(file.Catalog["Metadata"]) is not PdfStream { Raw.Length: <= MaxMetadata } stream) { return null; }
        try
        {
            using var text = new StringReader(Encoding.UTF8.GetString(file.Unpack(stream).Span).Trim('\uFEFF', '\0', ' ', '\n', '\r'));
            using var xml = XmlReader.Create(text, NoEntities);
            return XDocument.Load(xml).Descendants(XName.Get("title", "http://purl.org/dc/elements/1.1/")).FirstOrDefault()?.Value;
        }
        catch (XmlException) { return null; }
    }

    private static string? Named(string? title)
    {
        if (title is null) { return null; }
        var text = Cleaned.Text(new(title));
        var prefix = Prefixes.FirstOrDefault(one => text.StartsWith(one, StringComparison.OrdinalIgnoreCase));
        if (prefix is not null) { text = text[prefix.Length..]; }
        if (Endings.Contains(Path.GetExtension(text), StringComparer.OrdinalIgnoreCase)) { text = Path.GetFileNameWithoutExtension(text); }
        return text.Length > 0 && !Empty.Contains(text, StringComparer.OrdinalIgnoreCase) ? text : null;
    }
}
