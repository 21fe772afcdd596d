using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Content;

/// <summary>The pages in their order, each with the resources it has or inherits (7.7.3).</summary>
internal static class Pages
{
    private const int MaxNodes = 100_000;

    public static IEnumerable<(PdfDictionary Page, PdfDictionary Resources)> Of(PdfFile file)
    {
        var pages = 0;
        foreach (var page in Tree(file))
        {
            if (++pages > PdfBudget.MaxPages) { throw new PdfFailure(PdfRefusals.TooMuch); }
            yield return page;
        }

        // A tree that leads to no page is broken; the pages may be there.
        if (pages > 0) { yield break; }
        foreach (var number in file.Numbers.ToArray())
        {
            if (file.Load(number) is not PdfDictionary page || file.Name(page["Type"]) is not "Page") { continue; }
            if (++pages > PdfBudget.MaxPages) { throw new PdfFailure(PdfRefusals.TooMuch); }
            yield return (page, file.Dictionary(page["Resources"]));
        }
    }

    private static IEnumerable<(PdfDictionary Page, PdfDictionary Resources)> Tree(PdfFile file)
    {
        var open = new Stack<(PdfValue Node, PdfDictionary Resources)>();
        var seen = new HashSet<PdfDictionary>(ReferenceEqualityComparer.Instance);
        open.Push((file.Catalog["Pages"], PdfDictionary.Empty));
        for (var nodes = 0; open.TryPop(out var next) && nodes < MaxNodes; nodes++)
        {
            var node = file.Dictionary(next.Node);
            if (node.Entries.Count is 0 || !seen.Add(node)) { continue; }
            var resources = node.Has("Resources", out var own) ? file.Dictionary(own) : next.Resources;
            if (!node.Has("Kids", out var kids))
            {
                if (node.Has("Contents", out _)) { yield return (node, resources); }
                continue;
            }

            foreach (var kid in file.Array(kids).Reverse().Take(MaxNodes)) { open.Push((kid, resources)); }
        }
    }

    /// <summary>All streams of a page, as if they were one.</summary>
    public static ReadOnlyMemory<byte> ContentOf(PdfDictionary page, PdfFile file)
    {
        var contents = file.Resolve(page["Contents"]);
        if (contents is PdfStream one) { return file.Unpack(one); }
        var all = new Filters.Unpacked(file.Budget);
        foreach (var part in file.Array(contents))
        {
            if (file.Resolve(part) is not PdfStream stream) { continue; }
            all.Add(file.Unpack(stream).Span);
            all.Add((byte)'\n');
        }

        return all.Bytes;
    }
}
