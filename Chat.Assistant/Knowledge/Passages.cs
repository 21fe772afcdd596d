using Chat.Core.Knowledge;

namespace Chat.Assistant.Knowledge;

/// <summary>Divides a document as its author did: what stands under one heading belongs together, in pieces that a model can weigh.</summary>
internal static class Passages
{
    private const int Usual = 900;
    private const int Most = 1_400;

    public static IEnumerable<Passage> Of(IEnumerable<Block> blocks)
    {
        var (section, text) = ((string?)null, "");
        foreach (var block in blocks.SelectMany(Pieces))
        {
            if (text.Length > 0 && block.Section == section && text.Length + block.Text.Length <= Usual)
            {
                text = $"{text}\n\n{block.Text}";
                continue;
            }

            if (text.Length > 0) { yield return new(section, text); }
            (section, text) = (block.Section, block.Text);
        }

        if (text.Length > 0) { yield return new(section, text); }
    }

    /// <summary>A long paragraph ends where a sentence, a line or at least a word does.</summary>
    private static IEnumerable<Block> Pieces(Block block)
    {
        for (var rest = block.Text; rest.Length > 0;)
        {
            var end = rest.Length <= Most ? rest.Length : EndIn(rest);
            var piece = rest[..end].Trim();
            if (piece.Length > 0) { yield return block with { Text = piece }; }
            rest = rest[end..];
        }
    }

    private static int EndIn(string text)
    {
        foreach (var mark in (string[])[". ", "! ", "? ", "\n", "; ", " "])
        {
            if (text.LastIndexOf(mark, Usual, Usual / 2, StringComparison.Ordinal) is > 0 and var at) { return at + mark.Length; }
        }

        return char.IsHighSurrogate(text[Usual - 1]) ? Usual - 1 : Usual;
    }
}
