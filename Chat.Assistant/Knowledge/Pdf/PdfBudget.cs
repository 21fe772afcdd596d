namespace Chat.Assistant.Knowledge.Pdf;

/// <summary>What may be spent on one document, so that no bytes, however hostile, cost more than a few seconds and some 100 MB.</summary>
internal sealed class PdfBudget(CancellationToken cancellationToken)
{
    public const int MaxPages = 5_000;

    /// <summary>One unpacked stream, in bytes.</summary>
    public const int MaxStream = 32 * 1024 * 1024;

    private const long MaxDecoded = 64 * 1024 * 1024;
    private const long MaxSearched = 4L * 1024 * 1024 * 1024;
    private const long MaxValues = 3_000_000;
    private const long MaxParsed = 128L * 1024 * 1024;
    private const long MaxSteps = 10_000_000;
    private const int StepsOfForm = 50;
    private const long MaxGlyphs = 10_000_000;

    private long _decoded, _searched, _values, _parsed, _steps, _glyphs;

    /// <summary>Bytes that came out of a filter.</summary>
    public void Decode(int bytes) => Spend(ref _decoded, bytes, MaxDecoded);

    /// <summary>Bytes that were looked through for a mark.</summary>
    public void Search(int bytes) => Spend(ref _searched, bytes, MaxSearched);

    /// <summary>Values that are held, and the bytes that they were read from: places may point into each other.</summary>
    public void Hold(int values, int bytes = 0)
    {
        Spend(ref _values, values, MaxValues);
        Spend(ref _parsed, bytes, MaxParsed);
    }

    /// <summary>Operators of contents, whatever they do.</summary>
    public void Step() => Spend(ref _steps, 1, MaxSteps);

    /// <summary>A form within a page, which may use others, and those others.</summary>
    public void Enter() => Spend(ref _steps, StepsOfForm, MaxSteps);

    public void Show() => Spend(ref _glyphs, 1, MaxGlyphs);

    private void Spend(ref long spent, int amount, long most)
    {
        spent += amount;
        if (spent > most) { throw new PdfFailure(PdfRefusals.TooMuch); }
        if (amount > 1 || spent % 1_024 is 0) { cancellationToken.ThrowIfCancellationRequested(); }
    }
}
