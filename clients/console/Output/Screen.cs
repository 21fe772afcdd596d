using System.Text.Json;
using Chat.Contracts;
using Chat.Contracts.Server;
using Chat.Contracts.Wire;
using Chat.Terminal.Running;
using Spectre.Console;

namespace Chat.Terminal.Output;

/// <summary>
/// Where a command's words go. Results go to the output, as lines or as one JSON object a line; all else goes to the error output, so
/// that a pipe gets results alone. Colours, tables and bars are for terminals.
/// </summary>
internal sealed class Screen
{
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly SafeFormat _format;
    private readonly SafeFormat _noteFormat;

    public Screen(TextWriter output, TextWriter error, ScreenKind kind)
    {
        (_out, _error, Kind) = (TextWriter.Synchronized(output), TextWriter.Synchronized(error), kind);
        (_format, _noteFormat) = (new(kind.IsColoured), new(kind.AreNotesColoured));
    }

    public ScreenKind Kind { get; }

    public bool IsJson => Kind.IsJson;

    /// <summary>For Spectre's tables, where somebody looks at them.</summary>
    public IAnsiConsole Rich => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(_out), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.No,
        ColorSystem = Kind.IsColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
    });

    /// <summary>A line of the result for a person; what is filled in is made harmless.</summary>
    public void Line(FormattableString line) => _out.WriteLine(line.ToString(_format));

    /// <summary>Text of a stranger below a line, set in so that it cannot pass for a line of ours.</summary>
    public void Below(string text)
    {
        foreach (var line in SafeText.Lines(text)) { _out.WriteLine("  " + line); }
    }

    /// <summary>A record of the contract, as one line of JSON.</summary>
    public void Json<T>(T record) => _out.WriteLine(JsonSerializer.Serialize(record, ChatJson.Wire));

    /// <summary>An object that is not of the contract but of this program.</summary>
    public void OwnJson<T>(T value) => _out.WriteLine(JsonSerializer.Serialize(value, typeof(T), OwnJsonContext.Relaxed));

    /// <summary>As it is: the caller has made it harmless, or is in control of the terminal.</summary>
    public void Raw(string text) => _out.Write(text);

    /// <summary>Said to a person beside the result.</summary>
    public void Note(FormattableString note) => _error.WriteLine(note.ToString(_noteFormat));

    public void Fail(Failure failure)
    {
        if (IsJson) { _error.WriteLine(JsonSerializer.Serialize(new Problem { Code = failure.Code, Message = failure.Sentence }, ChatJson.Wire)); }
        else { Note($"{Styled.Bad("chat:")} {failure.Sentence}"); }
    }

    /// <summary>One row for a script, its columns apart by tabs.</summary>
    public void Row(params IEnumerable<object?> columns) =>
        _out.WriteLine(string.Join('\t', columns.Select(column => SafeText.OneLine(TextOf(column)))));

    /// <summary>A table where somebody looks at it, else rows.</summary>
    public void Table(string[] head, IEnumerable<object?[]> rows)
    {
        if (!Kind.IsTerminal)
        {
            foreach (var row in rows) { Row(row); }
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in head) { table.AddColumn(Markup.Escape(title)); }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(SafeText.OneLine(TextOf(cell)), LookOf(cell)))]);
        }

        Rich.Write(table);
    }

    private static string TextOf(object? cell) => $"{(cell is Styled styled ? styled.Value : cell)}";

    private static Style LookOf(object? cell) => cell is Styled styled
        ? styled.Code switch
        {
            "1" => new(decoration: Decoration.Bold),
            "2" => new(decoration: Decoration.Dim),
            "31" => new(Color.Red),
            "32" => new(Color.Green),
            _ => Style.Plain,
        }
        : Style.Plain;
}

/// <summary>Who reads what is written.</summary>
/// <param name="IsTerminal">The output is one.</param>
/// <param name="IsErrorTerminal">The error output is one.</param>
/// <param name="IsPlain">Colours are not wanted.</param>
internal sealed record ScreenKind(bool IsJson, bool IsTerminal, bool IsErrorTerminal, bool IsPlain)
{
    public bool IsColoured => IsTerminal && !IsPlain && !IsJson;

    public bool AreNotesColoured => IsErrorTerminal && !IsPlain;

    public static ScreenKind Detect(bool isJson)
    {
        // https://no-color.org: set and not empty.
        var isPlain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new(isJson, !Console.IsOutputRedirected && !isJson, !Console.IsErrorRedirected, isPlain);
    }
}
