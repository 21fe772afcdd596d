using System.CommandLine;
using Chat.Client;
using Chat.Client.Hub;
using Chat.Client.Sending;
using Chat.Contracts.Conversations;
using Chat.Terminal.Conversations;
using Chat.Terminal.Following;
using Chat.Terminal.Messages;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Chatting;

/// <summary>One conversation with a line to write in. Without a terminal the lines of the input are sent, and its end is the end.</summary>
internal static class ChatView
{
    private static readonly Argument<string> Conversation = new("conversation") { Description = FindConversation.Help };
    private static readonly Option<int> Last = new("--last") { Description = "Older messages to show first.", DefaultValueFactory = _ => 20 };

    public static Command Create() => new Command("talk", "Reads and writes in one conversation; /quit or Ctrl-D ends it.").With(Conversation, Last).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var (known, chosen) = await Follow.ChooseAsync(shell, [given.GetValue(Conversation)!], cancellationToken);
        var conversation = chosen![0];
        var isTyped = !Console.IsInputRedirected && shell.Screen.Kind.IsTerminal;
        using var line = new InputLine(shell.Screen, isTyped);
        var events = new ChatEvents(shell, line, conversation.Id);
        await ShowOlderAsync(shell, conversation, given.GetValue(Last), line, cancellationToken);
        await using var feed = await Feed.StartAsync(shell, known, chosen, events, cancellationToken);
        feed.Client.Changed += _ => events.Look(feed.Client.State.Find(conversation.Id));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var shown = new LastShown();
        var reading = ShowAsync(feed, line, shown, end.Token);
        var writing = isTyped
            ? new TypedInput(shell, line, text => Send(feed.Client, conversation.Id, text, line), isTyping => TellTyping(feed.Client, conversation.Id, isTyping)).RunAsync(end.Token)
            : SendLinesAsync(shell, feed.Client, conversation.Id, shown, end.Token);
        var first = await Task.WhenAny(reading, writing);
        await end.CancelAsync();
        line.Leave();
        await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task ShowOlderAsync(Shell shell, Conversation conversation, int last, InputLine line, CancellationToken cancellationToken)
    {
        if (last < 1) { return; }
        var older = await shell.AskAsync(
            async hub => await ReadMessages.BackwardsAsync(hub, conversation.Id, conversation.LastSeq + 1, last, cancellationToken), cancellationToken);
        foreach (var message in older) { line.Above(screen => Say(screen, message)); }
    }

    private static async Task ShowAsync(Feed feed, InputLine line, LastShown shown, CancellationToken cancellationToken)
    {
        await foreach (var (message, _) in feed.ReadAsync(cancellationToken))
        {
            line.Above(screen => Say(screen, message));
            shown.Set(message.Seq);
        }
    }

    private static void Say(Screen screen, Contracts.Messages.Message message)
    {
        if (screen.IsJson) { screen.Json(message); } else { screen.Say(message); }
    }

    /// <summary>Each line a message, in order; ends when the last one is on the server and was shown.</summary>
    private static async Task SendLinesAsync(Shell shell, ChatClient client, Guid conversationId, LastShown shown, CancellationToken cancellationToken)
    {
        var sent = new List<OutgoingMessage>();
        while (await shell.Input.ReadLineAsync(cancellationToken) is { } text)
        {
            if (text is "/quit") { break; }
            if (text.Length > 0) { sent.Add(await client.SendAsync(conversationId, text, cancellationToken)); }
        }

        foreach (var message in sent) { await shown.UntilAsync((await message.Sent.WaitAsync(cancellationToken)).Seq, cancellationToken); }
    }

    private static async Task Send(ChatClient client, Guid conversationId, string text, InputLine line)
    {
        try { await (await client.SendAsync(conversationId, text, CancellationToken.None)).Sent; }
        catch (ChatRefusedException refusal) { line.Above(screen => screen.Note($"{Styled.Bad("not sent:")} {refusal.Message}")); }
    }

    private static async Task TellTyping(ChatClient client, Guid conversationId, bool isTyping)
    {
        if (client.Status.State is not ConnectionState.Online) { return; }
        try
        {
            await client.AskAsync(
                async hub =>
                {
                    await hub.SetTyping(new() { ConversationId = conversationId, IsTyping = isTyping });
                    return true;
                }, CancellationToken.None);
        }
        catch (Exception failure) when (failure is ChatRefusedException || Failure.IsOfConnection(failure))
        {
            // Nobody misses it: it ends by itself.
        }
    }
}
