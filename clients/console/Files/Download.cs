using System.CommandLine;
using Chat.Terminal.Messages;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Files;

internal static class Download
{
    private static readonly Argument<string> File = new("file") { Description = "A file's id, or a message as conversation:number, whose files all come." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "A file or a folder to write to, or - for standard output." };
    private static readonly Option<bool> Force = new("--force") { Description = "Writes over a file that is there." };
    private static readonly Option<bool> Thumbnail = new("--thumbnail") { Description = "The small picture of a picture." };

    public static Command Create() => new Command("download", "Brings files, and goes on where a broken download stopped.")
        .With(File, Output, Force, Thumbnail).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        await shell.MeAsync(cancellationToken);
        var ids = await FilesOfAsync(shell, given.GetValue(File)!, cancellationToken);
        var output = given.GetValue(Output);
        if (ids.Count > 1 && output is not null && output != "-" && !Directory.Exists(output)) { throw new UsageException("Several files go into a folder: name one that is there."); }
        foreach (var id in ids)
        {
            var fetch = new FetchFile(shell, id, given.GetValue(Thumbnail));
            if (output is "-") { await fetch.ToOutputAsync(cancellationToken); }
            else { Say(shell, await fetch.ToFileAsync(output, given.GetValue(Force), cancellationToken)); }
        }
    }

    private static async Task<IReadOnlyList<Guid>> FilesOfAsync(Shell shell, string written, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(written, out var id)) { return [id]; }
        await using var connection = await shell.ConnectAsync(cancellationToken);
        var message = await connection.Hub.AsMessageAsync(written, cancellationToken);
        return message.Attachments is [_, ..] files ? [.. files.Select(file => file.Id)] : throw new NotFoundException($"There are no files in {written}.");
    }

    private static void Say(Shell shell, Downloaded file)
    {
        if (shell.Screen.IsJson) { shell.Screen.OwnJson(file); } else { shell.Screen.Line($"{file.Path} ({Sizes.Say(file.Size)})"); }
    }
}
