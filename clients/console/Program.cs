using System.CommandLine;
using Chat.Terminal;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

// @ begins a person's name here, and not a file of more arguments.
var given = ChatCommands.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (given.Errors.Count > 0)
{
    // The last one names the word that is wrong; before it stands, at times, that a command is missing.
    await Console.Error.WriteLineAsync($"chat: {SafeText.OneLine(given.Errors[^1].Message)}");
    await Console.Error.WriteLineAsync("Help: chat --help");
    return ExitCode.Usage;
}

// Signals and exceptions are this program's own affair, and have exit codes of their own.
return await given.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
