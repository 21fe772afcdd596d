using System.Globalization;
using Chat.Assistant.Context;
using Chat.Core.Results;

namespace Chat.Assistant.Tools;

internal sealed class TellDate(TimeProvider clock) : IAssistantTool
{
    public string Name => "today";

    public string Description => "Tells today's date, the weekday and the time, in UTC.";

    public string Arguments => """{"type":"object","properties":{}}""";

    public Task<Result<string>> RunAsync(ToolArguments arguments, ReplyContext context, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(clock.GetUtcNow().ToString("dddd, yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
}
