using System.Globalization;
using Chat.Assistant.Context;
using Chat.Core.Reminders;
using Chat.Core.Results;

namespace Chat.Assistant.Tools;

internal sealed class SetReminderTool(SetReminder set, TimeProvider clock) : IAssistantTool
{
    public string Name => "set_reminder";

    public string Description => "Reminds the person you speak with: the text comes as a message in this conversation when it is time.";

    public string Arguments =>
        """
        {"type":"object","properties":{"text":{"type":"string"},"minutes":{"type":"number","description":"from now on"},
        "at":{"type":"string","description":"or a moment, as ISO 8601 with its offset"}},"required":["text"]}
        """;

    public async Task<Result<string>> RunAsync(ToolArguments arguments, ReplyContext context, CancellationToken cancellationToken)
    {
        if (arguments.Text("text") is not { } text) { return Refusal.Invalid("text is missing"); }
        if (DueAt(arguments) is not { } dueAt) { return Refusal.Invalid("minutes or at is missing, or is no time"); }
        var done = await set.HandleAsync(context.Asker, context.ConversationId, dueAt, text, cancellationToken);
        return done.IsRefused(out var refusal, out var reminder)
            ? refusal
            : string.Create(CultureInfo.InvariantCulture, $"The reminder is set for {reminder.DueAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
    }

    private DateTimeOffset? DueAt(ToolArguments arguments)
    {
        if (arguments.Number("minutes") is { } minutes) { return minutes is > 0 and < 1_000_000 ? clock.GetUtcNow().AddMinutes(minutes) : null; }
        return DateTimeOffset.TryParse(arguments.Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }
}
