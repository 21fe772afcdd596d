namespace Chat.Assistant.Knowledge.Pdf.Fonts;

/// <summary>One code of a shown string: the characters it means, null when nobody can tell; its width in parts of the font's size.</summary>
internal readonly record struct Shown(string? Text, double Width, int Bytes, bool IsSpace);

/// <summary>A font as far as text needs it.</summary>
internal abstract class PdfFont
{
    public bool IsBold { get; init; }

    public virtual bool IsVertical => false;

    /// <summary>The code at the front of a string that is not empty.</summary>
    public abstract Shown Next(ReadOnlySpan<byte> text);
}
