using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Chat.Assistant.Knowledge.Pdf.Objects;

/// <summary>Bytes as tokens. Whatever the bytes are, each step goes forward or says that the end was reached.</summary>
internal sealed class PdfLexer(ReadOnlyMemory<byte> data, int at)
{
    // Beyond what any page measures; sums and products of such numbers stay numbers.
    private const double Largest = 1e9;

    private static readonly SearchValues<byte> Spaces = SearchValues.Create(" \n\r\t\f\0"u8);

    // Looked at byte by byte, which an array is faster for.
    private readonly ArraySegment<byte> _array = MemoryMarshal.TryGetArray(data, out var array) ? array : new(data.ToArray());
    private readonly StringBuilder _text = new();
    private readonly List<byte> _bytes = [];

    public int At { get; set; } = Math.Clamp(at, 0, data.Length);

    public ReadOnlyMemory<byte> Data => data;

    /// <summary>The next byte, -1 at the end.</summary>
    public int Peek(int ahead = 0) => At + ahead < _array.Count ? _array.Array![_array.Offset + At + ahead] : -1;

    public static bool IsSpace(int one) => one is ' ' or '\n' or '\r' or '\t' or '\f' or 0;

    public static bool IsRegular(int one) => one >= 0 && !IsSpace(one) && one is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');

    public void SkipSpace()
    {
        var bytes = data.Span;
        while (At < bytes.Length)
        {
            if (bytes[At] is (byte)'%')
            {
                var end = bytes[At..].IndexOfAny((byte)'\n', (byte)'\r');
                At = end < 0 ? bytes.Length : At + end;
            }
            else
            {
                var spaces = bytes[At..].IndexOfAnyExcept(Spaces);
                if (spaces is 0) { return; }
                At = spaces < 0 ? bytes.Length : At + spaces;
            }
        }
    }

    /// <summary>A number, or the word that stands here instead.</summary>
    public PdfValue NumberOrWord()
    {
        var start = At;
        while (IsRegular(Peek())) { At++; }
        var token = data.Span[start..At];
        return NumberOf(token) is { } number ? new PdfNumber(number) : PdfWords.Of(token);
    }

    public PdfName Name()
    {
        At++;
        _text.Clear();
        while (IsRegular(Peek()))
        {
            var one = Peek();
            if (one is '#' && Hex(Peek(1)) is >= 0 and var high && Hex(Peek(2)) is >= 0 and var low)
            {
                one = (high << 4) | low;
                At += 2;
            }

            At++;
            _text.Append((char)one);
        }

        return new(_text.ToString());
    }

    public PdfString HexString()
    {
        At++;
        _bytes.Clear();
        var half = -1;
        for (; Peek() is >= 0 and not ('>' or '<' or '[' or ']' or '/'); At++)
        {
            if (Hex(Peek()) is not (>= 0 and var digit)) { continue; }
            if (half < 0) { half = digit; continue; }
            _bytes.Add((byte)((half << 4) | digit));
            half = -1;
        }

        if (half >= 0) { _bytes.Add((byte)(half << 4)); }
        if (Peek() is '>') { At++; }
        return new([.. _bytes]);
    }

    public PdfString LiteralString()
    {
        At++;
        _bytes.Clear();
        for (var open = 1; Peek() is >= 0 and var one;)
        {
            At++;
            if (one is '\\') { Escape(); continue; }
            if (one is '(') { open++; }
            if (one is ')' && --open is 0) { break; }

            // A line's end is one \n, however it is written.
            if (one is '\r')
            {
                one = '\n';
                if (Peek() is '\n') { At++; }
            }

            _bytes.Add((byte)one);
        }

        return new([.. _bytes]);
    }

    private void Escape()
    {
        var one = Peek();
        if (one < 0) { return; }
        At++;
        if (one is >= '0' and <= '7')
        {
            var code = one - '0';
            for (var digits = 1; digits < 3 && Peek() is >= '0' and <= '7'; digits++, At++) { code = (code * 8) + Peek() - '0'; }
            _bytes.Add((byte)code);
            return;
        }

        if (one is '\r' or '\n')
        {
            if (one is '\r' && Peek() is '\n') { At++; }
            return;
        }

        _bytes.Add((byte)(one switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => one }));
    }

    public static int Hex(int one) => one switch
    {
        >= '0' and <= '9' => one - '0',
        >= 'a' and <= 'f' => one - 'a' + 10,
        >= 'A' and <= 'F' => one - 'A' + 10,
        _ => -1,
    };

    /// <summary>Also what some writers make of them: <c>--5</c>, <c>.5-</c>, <c>1.2.3</c>.</summary>
    private static double? NumberOf(ReadOnlySpan<byte> token)
    {
        var (value, scale, digits, negative) = (0d, 0d, 0, false);
        for (var at = 0; at < token.Length; at++)
        {
            switch (token[at])
            {
                case (byte)'+' when at is 0: break;
                case (byte)'-' when digits is 0: negative = true; break;
                case (byte)'-': at = token.Length; break;
                case (byte)'.' when scale is 0: scale = 1; break;
                case (byte)'.' when digits > 0: at = token.Length; break;
                case >= (byte)'0' and <= (byte)'9':
                    digits++;
                    value = Math.Min((value * 10) + token[at] - '0', 1e300);
                    if (scale > 0) { scale = Math.Min(scale * 10, 1e300); }
                    break;
                default: return null;
            }
        }

        if (digits is 0 && scale is 0) { return null; }
        var number = Math.Min(scale > 0 ? value / scale : value, Largest);
        return negative ? -number : number;
    }
}
