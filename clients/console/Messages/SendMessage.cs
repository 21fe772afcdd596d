using System.CommandLine;
using Chat.Contracts;
using Chat.Contracts.Messages;
using Chat.Terminal.Conversations;
using Chat.Terminal.Files;
using Chat.Terminal.Running;

namespace Chat.Terminal.Messages;

internal static class SendMessage
{
    private static readonly Argument<string> Conversation = new("conversation") { Description = FindConversation.Help };
    private static readonly Argument<string?> Text = new("text") { Description = "Left out or -, it is read from standard input.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string[]> File = new("--file") { Description = "A file to go with it; may be given several times." };
    private static readonly Option<string?> ReplyTo = new("--reply-to") { Description = "The message that it answers. " + FindMessage.Help };
    private static readonly Option<string?> ClientMessageId = new("--id") { Description = "Its clientMessageId: the same one again is the same message." };
    private static readonly Option<double> Patience = new("--patience") { Description = "Seconds to try for.", DefaultValueFactory = _ => 30 };

    public static Command Create() => new Command("send", "Sends a message, once however often it has to be tried, and prints its number.")
        .With(Conversation, Text, File, ReplyTo, ClientMessageId, Patience).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var id = given.GetValue(ClientMessageId) ?? $"{Guid.CreateVersion7()}";
        var files = given.GetValue(File) ?? [];
        var content = await ContentAsync(shell, given, files.Length > 0, cancellationToken);
        await shell.MeAsync(cancellationToken);
        var attachments = new List<Attachment>();
        foreach (var file in files) { attachments.Add(await Upload.SendAsync(shell, file, cancellationToken)); }

        var patience = TimeSpan.FromSeconds(Math.Clamp(given.GetValue(Patience), 0, 86_400));
        var sent = await PatientSend.SendAsync(shell, hub => RequestAsync(hub, given, content, id, attachments, cancellationToken), patience, cancellationToken);
        if (shell.Screen.IsJson) { shell.Screen.Json(sent); } else { shell.Screen.Line($"{sent.Seq}"); }
    }

    private static async Task<SendMessageRequest> RequestAsync(
        IChatHub hub, ParseResult given, string content, string id, List<Attachment> attachments, CancellationToken cancellationToken) => new()
        {
            ConversationId = await hub.AsConversationIdAsync(given.GetValue(Conversation)!, cancellationToken),
            ClientMessageId = id,
            Content = content,
            Type = attachments is [var first, ..] ? TypeOf(first) : null,
            AttachmentIds = attachments.Count > 0 ? [.. attachments.Select(one => one.Id)] : null,
            ReplyTo = given.GetValue(ReplyTo) is { } replied ? await hub.AsMessageIdAsync(replied, cancellationToken) : null,
        };

    private static async Task<string> ContentAsync(Shell shell, ParseResult given, bool hasFiles, CancellationToken cancellationToken)
    {
        var text = given.GetValue(Text);
        if (text is not null and not "-") { return text; }
        if (text is null && hasFiles) { return ""; }
        if (text is null && !Console.IsInputRedirected) { throw new UsageException("What should be sent? Give a text, or pipe one in."); }
        var piped = (await shell.Input.ReadToEndAsync(cancellationToken)).TrimEnd('\n', '\r');
        return piped.Length > 0 || hasFiles ? piped : throw new UsageException("Nothing came on standard input.");
    }

    private static MessageType TypeOf(Attachment file) => file.ContentType.Split('/')[0] switch
    {
        "image" => MessageType.Image,
        "audio" => MessageType.Audio,
        "video" => MessageType.Video,
        _ => MessageType.File,
    };
}
