using Chat.Client.Files;
using Spectre.Console;

namespace Chat.Terminal.Output;

/// <summary>A bar on the error output while a file travels, where that is a terminal; else nothing.</summary>
internal static class Progress
{
    public static async Task<T> ShowAsync<T>(Screen screen, string what, Func<IProgress<FileProgress>?, Task<T>> transfer)
    {
        if (!screen.Kind.IsErrorTerminal || screen.IsJson) { return await transfer(null); }
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error), ColorSystem = screen.Kind.IsPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect });
        return await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(SafeText.Short(what, 40)), autoStart: true);
                bar.IsIndeterminate = true;
                return await transfer(new Told(bar));
            });
    }

    // Not the framework's Progress, which tells later and elsewhere.
    private sealed class Told(ProgressTask bar) : IProgress<FileProgress>
    {
        public void Report(FileProgress value)
        {
            if (value.Total is { } total and > 0)
            {
                bar.IsIndeterminate = false;
                bar.MaxValue = total;
            }

            bar.Value = value.Done;
        }
    }
}
