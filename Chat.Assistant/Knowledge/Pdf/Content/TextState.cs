using Chat.Assistant.Knowledge.Pdf.Fonts;

namespace Chat.Assistant.Knowledge.Pdf.Content;

/// <summary>What <c>q</c> keeps and <c>Q</c> brings back, as far as it moves text (9.3).</summary>
internal record struct TextState()
{
    public Matrix Page { get; set; } = Matrix.Identity;

    public PdfFont? Font { get; set; }

    public double Size { get; set; }

    public double LetterSpace { get; set; }

    public double WordSpace { get; set; }

    /// <summary>1 is as wide as the font was made.</summary>
    public double Stretch { get; set; } = 1;

    public double Leading { get; set; }

    public double Rise { get; set; }
}
