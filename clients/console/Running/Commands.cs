using System.CommandLine;
using Chat.Terminal.Output;

namespace Chat.Terminal.Running;

/// <summary>How a command is made and run.</summary>
internal static class Commands
{
    extension(Command command)
    {
        public Command Does(Func<Shell, ParseResult, CancellationToken, Task<int>> work)
        {
            command.SetAction(async (given, _) => await RunAsync(given, work));
            return command;
        }

        public Command Does(Func<Shell, ParseResult, CancellationToken, Task> work) => command.Does(async (shell, given, cancellationToken) =>
        {
            await work(shell, given, cancellationToken);
            return ExitCode.Ok;
        });

        public Command With(params IEnumerable<Symbol> symbols)
        {
            foreach (var symbol in symbols)
            {
                switch (symbol)
                {
                    case Argument argument: command.Add(argument); break;
                    case Option option: command.Add(option); break;
                    case Command inner: command.Add(inner); break;
                }
            }

            return command;
        }
    }

    private static async Task<int> RunAsync(ParseResult given, Func<Shell, ParseResult, CancellationToken, Task<int>> work)
    {
        using var interruption = new Interruption();
        using var output = StandardOutput.Open();
        using var input = StandardOutput.OpenInput();
        var screen = new Screen(output, Console.Error, ScreenKind.Detect(given.GetValue(CommonOptions.Json)));
        var server = new Uri("http://localhost");
        try
        {
            server = CommonOptions.ServerOf(given);
            using var shell = new Shell(server, screen, input, interruption);
            return await work(shell, given, interruption.Token);
        }
        catch (Exception) when (interruption.ExitCode is not null) { return interruption.ExitCode.Value; }
        catch (Exception closed) when (IsOutputClosed(closed)) { return ExitCode.OutputClosed; }
        catch (Exception surprise)
        {
            var failure = Failure.Of(surprise, server);
            screen.Fail(failure);
            return failure.ExitCode;
        }
    }

    private static bool IsOutputClosed(Exception? surprise)
    {
        for (; surprise is not null; surprise = surprise.InnerException)
        {
            if (surprise is OutputClosedException) { return true; }
        }

        return false;
    }
}
