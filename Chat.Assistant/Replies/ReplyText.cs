using System.Text;

namespace Chat.Assistant.Replies;

/// <summary>The text of a reply as it grows: clean Unicode without NUL, up to a length.</summary>
internal sealed class ReplyText(int maxLength)
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private char? _half;

    public bool IsFull { get; private set; }

    public int Length
    {
        get { lock (_lock) { return _text.Length; } }
    }

    /// <summary>A letter that two pieces share waits for its second half.</summary>
    public void Append(string piece)
    {
        lock (_lock)
        {
            foreach (var letter in piece)
            {
                if (_text.Length + 2 > maxLength)
                {
                    IsFull = true;
                    return;
                }

                Append(letter);
            }
        }
    }

    public string From(int offset)
    {
        lock (_lock) { return _text.ToString(offset, _text.Length - offset); }
    }

    public override string ToString() => From(0);

    private void Append(char letter)
    {
        if (_half is { } high)
        {
            _half = null;
            if (char.IsLowSurrogate(letter))
            {
                _text.Append(high).Append(letter);
                return;
            }

            _text.Append('\uFFFD');
        }

        if (char.IsHighSurrogate(letter)) { _half = letter; }
        else if (char.IsLowSurrogate(letter)) { _text.Append('\uFFFD'); }
        else if (letter is not '\0') { _text.Append(letter); }
    }
}
