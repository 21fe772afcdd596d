using Chat.Assistant.Knowledge.Pdf.Fonts;
using Chat.Assistant.Knowledge.Pdf.Layout;
using Chat.Assistant.Knowledge.Pdf.Objects;

namespace Chat.Assistant.Knowledge.Pdf.Content;

/// <summary>Goes through what paints a page, and the forms that it uses.</summary>
internal sealed class ContentReader(PdfFile file, FontReader fonts)
{
    private const int MaxForms = 12;
    private const int MaxKept = 256;
    private const int MaxOperands = 64;

    private readonly Dictionary<PdfStream, ReadOnlyMemory<byte>> _forms = new(ReferenceEqualityComparer.Instance);

    public PageLines Read(ReadOnlyMemory<byte> content, PdfDictionary resources)
    {
        var page = new PageLines();
        var marks = new MarkedContent(file);
        var pen = new TextPen(file, fonts, marks, page);
        new Walk(this, pen, marks, page).Run(content, resources, new TextState(), []);
        page.End();
        return page;
    }

    private ReadOnlyMemory<byte> FormOf(PdfStream form)
    {
        if (!_forms.TryGetValue(form, out var content)) { _forms[form] = content = file.Unpack(form); }
        return content;
    }

    private sealed class Walk(ContentReader reader, TextPen pen, MarkedContent marks, PageLines page)
    {
        private readonly PdfFile _file = reader.File;

        public void Run(ReadOnlyMemory<byte> content, PdfDictionary resources, TextState state, List<PdfStream> within)
        {
            var parser = new PdfParser(content, takesReferences: false);
            var (operands, kept) = (new List<PdfValue>(), new Stack<TextState>());
            while (parser.Read() is { } value)
            {
                if (value is not PdfWord { Text: var word })
                {
                    if (operands.Count < MaxOperands) { operands.Add(value); }
                    continue;
                }

                _file.Budget.Step();
                switch (word)
                {
                    case "q" when kept.Count < MaxKept: kept.Push(state); break;
                    case "Q" when kept.TryPop(out var before): state = before; break;
                    case "cm": state.Page = TextPen.MatrixOf(operands).Then(state.Page); break;
                    case "BT": pen.Begin(); break;
                    case "BMC" or "BDC": marks.Begin(operands, resources); break;
                    case "EMC": Say(marks.End()); break;
                    case "Do" when operands is [PdfName name, ..]: Form(_file.Resolve(_file.Dictionary(resources["XObject"])[name.Text]), resources, state, within); break;
                    case "BI": InlinePicture.Skip(parser, _file.Budget); break;
                    default: pen.Take(word, operands, resources, ref state); break;
                }

                operands.Clear();
            }
        }

        private void Say(MarkedContent.Mark? mark)
        {
            if (mark is { Place: { } place, Text: { } text } && Letters.Of(text) is { } letters) { page.Add(place with { Text = letters }); }
        }

        private void Form(PdfValue value, PdfDictionary resources, TextState state, List<PdfStream> within)
        {
            if (value is not PdfStream form || _file.Name(form.Dictionary["Subtype"]) is not "Form" || within.Count == MaxForms || within.Contains(form)) { return; }
            if (_file.Array(form.Dictionary["Matrix"]) is { Count: 6 } matrix) { state.Page = TextPen.MatrixOf([.. matrix.Select(_file.Resolve)]).Then(state.Page); }
            _file.Budget.Enter();
            var own = _file.Dictionary(form.Dictionary["Resources"]);
            within.Add(form);
            Run(reader.FormOf(form), own.Entries.Count > 0 ? own : resources, state, within);
            within.RemoveAt(within.Count - 1);
        }
    }

    private PdfFile File => file;
}
