using Chat.Terminal.Running;

namespace Chat.Terminal.Chatting;

/// <summary>Keys of a terminal, one after the other.</summary>
internal sealed class TypedInput(Shell shell, InputLine line, Func<string, Task> send, Func<bool, Task> tellTyping)
{
    // The server forgets a typing mark after 6 s, so it is renewed sooner; and asking for keys wakes nobody, so they are looked for.
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(20);

    private readonly List<Task> _sending = [];
    private long? _toldAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Console.TreatControlCAsInput = true;
        try
        {
            line.Type("");
            while (await NextAsync(cancellationToken) is { } key)
            {
                if (!Handle(key)) { break; }
            }

            // What was written is sent, even when its writer leaves at once.
            await Task.WhenAll(_sending).WaitAsync(TimeSpan.FromSeconds(10), Shell.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally { Console.TreatControlCAsInput = false; }
    }

    private static async Task<ConsoleKeyInfo?> NextAsync(CancellationToken cancellationToken)
    {
        while (!Console.KeyAvailable) { await Task.Delay(LookAgainAfter, Shell.Clock, cancellationToken); }

        return Console.ReadKey(intercept: true);
    }

    private bool Handle(ConsoleKeyInfo key)
    {
        var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.C when isControl: shell.Interruption.Interrupt(); return false;
            case ConsoleKey.D when isControl && line.Text.Length is 0: return false;
            case ConsoleKey.U when isControl: line.Take(); return true;
            case ConsoleKey.Backspace: line.TakeBack(); return true;
            case ConsoleKey.Enter: return Submit(line.Take().Trim());
        }

        if (key.KeyChar is not '\0' && !char.IsControl(key.KeyChar)) { Write(key.KeyChar); }
        return true;
    }

    private bool Submit(string text)
    {
        if (text is "/quit") { return false; }
        if (text.Length is 0) { return true; }
        _sending.RemoveAll(one => one.IsCompleted);
        _sending.Add(send(text));
        Tell(isTyping: false);
        return true;
    }

    private void Write(char sign)
    {
        line.Type($"{sign}");
        if (_toldAt is not { } told || Shell.Clock.GetElapsedTime(told) > TellAgainAfter) { Tell(isTyping: true); }
    }

    private void Tell(bool isTyping)
    {
        _toldAt = isTyping ? Shell.Clock.GetTimestamp() : null;
        _sending.Add(tellTyping(isTyping));
    }
}
