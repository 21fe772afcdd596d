using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace Chat.Assistant.Knowledge;

/// <summary>What a reader of a page sees: its text in paragraphs under their headings, without scripts, styles and comments.</summary>
internal sealed class HtmlBlocks
{
    private static readonly FrozenSet<string> Unseen = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "script", "style", "noscript", "template", "svg", "title", "iframe", "object", "textarea", "select");

    private static readonly FrozenSet<string> Inline = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
        "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr");

    private readonly List<Block> _blocks = [];
    private readonly Headings _headings = new();
    private readonly StringBuilder _text = new();
    private int _heading;

    public static IReadOnlyList<Block> Of(string html)
    {
        var read = new HtmlBlocks();
        read.Read(html);
        return read._blocks;
    }

    private void Read(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0) { tag = html.Length; }
            _text.Append(WebUtility.HtmlDecode(html[at..tag]));
            at = tag == html.Length ? tag : Tag(html, tag);
        }

        End();
    }

    /// <summary>Where the text goes on.</summary>
    private int Tag(string html, int at)
    {
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal)) { return After(html, "-->", at + 4); }
        var start = at + 1 < html.Length && html[at + 1] is '/' ? at + 2 : at + 1;
        var end = start;
        while (end < html.Length && char.IsAsciiLetterOrDigit(html[end])) { end++; }

        // A lone < is a character like others, but for declarations.
        if (end == start && (start >= html.Length || html[start] is not ('!' or '?')))
        {
            _text.Append('<');
            return at + 1;
        }

        var name = html[start..end];
        var next = After(html, ">", end);
        if (start == at + 1 && Unseen.Contains(name)) { return After(html, ">", Closing(html, name, next)); }
        if (Inline.Contains(name)) { return next; }
        End();
        var isHeading = name.Length is 2 && name[0] is 'h' or 'H' && name[^1] is >= '1' and <= '6';
        _heading = isHeading && start == at + 1 ? name[1] - '0' : 0;
        return next;
    }

    /// <summary>The paragraph, or the heading, is complete.</summary>
    private void End()
    {
        var text = string.Join(' ', _text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _text.Clear();
        if (text.Length is 0) { return; }
        if (_heading > 0) { _headings.Set(_heading, text); } else { _blocks.Add(new(_headings.Path, text)); }
    }

    private static int Closing(string html, string name, int from) =>
        html.IndexOf($"</{name}", from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found ? found : html.Length;

    private static int After(string html, string mark, int from) =>
        from < html.Length && html.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var found ? found + mark.Length : html.Length;
}
