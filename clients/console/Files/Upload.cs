using System.CommandLine;
using Chat.Contracts.Messages;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Files;

internal static class Upload
{
    private static readonly Argument<string> File = new("file");
    private static readonly Option<string?> Name = new("--name") { Description = "What it is called there." };

    public static Command Create() => new Command("upload", "Takes a file to the server, to be sent by its id; send --file does both.").With(File, Name).Does(RunAsync);

    public static async Task<Attachment> SendAsync(Shell shell, string path, CancellationToken cancellationToken, string? name = null)
    {
        await shell.MeAsync(cancellationToken);
        await using var content = LocalFiles.OpenRead(path);
        var called = name ?? Path.GetFileName(path);
        return await Progress.ShowAsync(shell.Screen, called, told => shell.Files.UploadAsync(content, called, told, cancellationToken));
    }

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var attachment = await SendAsync(shell, given.GetValue(File)!, cancellationToken, given.GetValue(Name));
        if (shell.Screen.IsJson) { shell.Screen.Json(attachment); }
        else { shell.Screen.Line($"{attachment.Id} {attachment.Name} ({Sizes.Say(attachment.Size)}, {attachment.ContentType})"); }
    }
}
