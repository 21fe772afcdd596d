using System.Globalization;
using System.Text;
using Chat.Terminal.Output;

namespace Chat.Terminal.Chatting;

/// <summary>The line one writes in, at the foot of the screen; what is said meanwhile comes above it. Without a terminal there is none.</summary>
internal sealed class InputLine(Screen screen, bool isShown) : IDisposable
{
    private const string Prompt = "> ";
    private const string Clear = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private bool _isLeft = !isShown;

    public string Status
    {
        get;
        set
        {
            lock (_lock)
            {
                field = value;
                Draw();
            }
        }
    } = "";

    public string Text
    {
        get { lock (_lock) { return _text.ToString(); } }
    }

    /// <summary>Writes something while the line is out of the way.</summary>
    public void Above(Action<Screen> write)
    {
        lock (_lock)
        {
            if (!_isLeft) { screen.Raw(Clear); }
            write(screen);
            Draw();
        }
    }

    public void Type(string more)
    {
        lock (_lock)
        {
            _text.Append(more);
            Draw();
        }
    }

    /// <summary>Takes back the last sign, all of its parts.</summary>
    public void TakeBack()
    {
        lock (_lock)
        {
            var elements = StringInfo.ParseCombiningCharacters(_text.ToString());
            if (elements.Length > 0) { _text.Length = elements[^1]; }
            Draw();
        }
    }

    /// <summary>The whole line, which is empty from then on.</summary>
    public string Take()
    {
        lock (_lock)
        {
            var text = _text.ToString();
            _text.Clear();
            Draw();
            return text;
        }
    }

    /// <summary>Leaves the terminal as a shell wants it.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (!_isLeft) { screen.Raw(Clear); }
            _isLeft = true;
        }
    }

    public void Dispose() => Leave();

    private void Draw()
    {
        if (_isLeft) { return; }

        // The end of a long text is what one is writing: the rest would run over several rows that cannot be cleared.
        var room = Math.Max(10, Width() - Prompt.Length - Status.Length - 1);
        var shown = SafeText.OneLine(_text.ToString());
        var elements = new StringInfo(shown);
        if (elements.LengthInTextElements > room) { shown = "…" + elements.SubstringByTextElements(elements.LengthInTextElements - room + 1); }
        screen.Raw(Clear + Status + Prompt + shown);
    }

    private static int Width()
    {
        try { return Console.WindowWidth; }
        catch (IOException) { return 80; }
    }
}
