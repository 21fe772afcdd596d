using System.CommandLine;
using Chat.Terminal.Running;
using Spectre.Console;

namespace Chat.Terminal.Accounts;

/// <summary>Passwords come from a terminal that does not show them, or from a pipe; never from the command line, which everybody can list.</summary>
internal static class Passwords
{
    public static Option<bool> FromInput { get; } = new("--password-stdin") { Description = "Reads the password from standard input, up to the first line end." };

    public static async Task<string> ReadAsync(Shell shell, bool isPiped, bool isNew, CancellationToken cancellationToken)
    {
        if (isPiped)
        {
            return await shell.Input.ReadLineAsync(cancellationToken) is { Length: > 0 } line ? line : throw new UsageException("No password came on standard input.");
        }

        if (Console.IsInputRedirected) { throw new UsageException("There is no terminal to ask for the password on: give it with --password-stdin."); }
        var password = await AskAsync("Password:", cancellationToken);
        if (isNew && await AskAsync("Again:", cancellationToken) != password) { throw new UsageException("The two passwords differ."); }
        return password;
    }

    // On the error output, so that a redirected output still holds the result alone.
    private static Task<string> AskAsync(string question, CancellationToken cancellationToken) => new TextPrompt<string>(question).Secret(null).ShowAsync(
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes, Ansi = AnsiSupport.Detect }), cancellationToken);
}
