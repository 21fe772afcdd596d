using Chat.Assistant.Knowledge.Pdf.Fonts;
using Chat.Assistant.Knowledge.Pdf.Layout;
using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Content;

/// <summary>Follows where text is shown on a page (9.4).</summary>
internal sealed class TextPen(PdfFile file, FontReader fonts, MarkedContent marks, PageLines lines)
{
    private Matrix _text = Matrix.Identity, _line = Matrix.Identity;

    public void Begin() => _text = _line = Matrix.Identity;

    /// <summary>Whether it was an operator of text.</summary>
    public bool Take(string word, IReadOnlyList<PdfValue> operands, PdfDictionary resources, ref TextState state)
    {
        switch (word)
        {
            case "Tc": state.LetterSpace = Number(operands, 0); return true;
            case "Tw": state.WordSpace = Number(operands, 0); return true;
            case "Tz": state.Stretch = Number(operands, 0) / 100; return true;
            case "TL": state.Leading = Number(operands, 0); return true;
            case "Ts": state.Rise = Number(operands, 0); return true;
            case "Tf" when operands is [PdfName font, PdfNumber size, ..]:
                state.Font = fonts.Of(file.Dictionary(file.Dictionary(resources["Font"])[font.Text]));
                state.Size = size.Value;
                return true;
            case "Td": Next(Number(operands, 0), Number(operands, 1)); return true;
            case "TD":
                state.Leading = -Number(operands, 1);
                Next(Number(operands, 0), Number(operands, 1));
                return true;
            case "Tm": _text = _line = MatrixOf(operands); return true;
            case "T*": Next(0, -state.Leading); return true;
            default: return Shows(word, operands, ref state);
        }
    }

    public static Matrix MatrixOf(IReadOnlyList<PdfValue> operands) => new(
        Number(operands, 0), Number(operands, 1), Number(operands, 2), Number(operands, 3), Number(operands, 4), Number(operands, 5));

    private bool Shows(string word, IReadOnlyList<PdfValue> operands, ref TextState state)
    {
        switch (word)
        {
            case "Tj": Show(operands, 0, state); return true;
            case "'":
                Next(0, -state.Leading);
                Show(operands, 0, state);
                return true;
            case "\"":
                (state.WordSpace, state.LetterSpace) = (Number(operands, 0), Number(operands, 1));
                Next(0, -state.Leading);
                Show(operands, 2, state);
                return true;
            case "TJ" when operands is [PdfArray pieces, ..]:
                foreach (var piece in pieces.Items)
                {
                    if (piece is PdfString text) { Show(text.Bytes, state); }
                    if (piece is PdfNumber { Value: var back }) { Advance(-back / 1_000 * state.Size, state); }
                }

                return true;
            default: return false;
        }
    }

    private static double Number(IReadOnlyList<PdfValue> operands, int at) => at < operands.Count && operands[at] is PdfNumber number ? number.Value : 0;

    private void Next(double x, double y) => _text = _line = Matrix.Move(x, y).Then(_line);

    private void Advance(double way, TextState state) =>
        _text = (state.Font?.IsVertical is true ? Matrix.Move(0, way) : Matrix.Move(way * state.Stretch, 0)).Then(_text);

    private void Show(IReadOnlyList<PdfValue> operands, int at, TextState state)
    {
        if (at < operands.Count && operands[at] is PdfString text) { Show(text.Bytes, state); }
    }

    private void Show(ReadOnlySpan<byte> text, TextState state)
    {
        if (state.Font is not { } font) { return; }
        var (place, way) = (_text.Then(state.Page), 0d);
        var direction = font.IsVertical ? Direction.Of(-place.C, -place.D) : Direction.Of(place.A * state.Size * state.Stretch, place.B * state.Size * state.Stretch);
        var size = Math.Abs(state.Size) * Math.Sqrt((place.C * place.C) + (place.D * place.D));
        while (!text.IsEmpty)
        {
            file.Budget.Show();
            var shown = font.Next(text);
            text = text[shown.Bytes..];
            var width = (shown.Width * state.Size) + state.LetterSpace + (shown.IsSpace ? state.WordSpace : 0);
            var step = font.IsVertical ? -width : width * state.Stretch;
            var from = font.IsVertical ? place.Apply(0, way) : place.Apply(way, state.Rise);
            way += step;
            var to = font.IsVertical ? place.Apply(0, way) : place.Apply(way, state.Rise);
            Put(Glyph.At(shown.Text, from, to, direction, size, font.IsBold));
        }

        _text = (font.IsVertical ? Matrix.Move(0, way) : Matrix.Move(way, 0)).Then(_text);
    }

    private void Put(in Glyph glyph)
    {
        if (marks.Artifacts > 0 || !glyph.IsPlaced) { return; }
        if (marks.Spoken is not { } spoken) { lines.Add(glyph); return; }
        spoken.Place = spoken.Place is { } begun && begun.IsBeside(glyph) ? begun.To(glyph) : spoken.Place ?? glyph;
    }
}
