using System.Text.Json;
using Chat.Assistant.Context;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Tools;

/// <summary>The tools that models are offered. What goes wrong is said to the model, which can say it to the person.</summary>
internal sealed class ToolBox(IEnumerable<IAssistantTool> tools, IOptions<AssistantOptions> options, ILogger<ToolBox> logger)
{
    // Of one result; more would push the conversation out of the model's sight.
    private const int MaxResult = 8_000;

    private readonly Dictionary<string, IAssistantTool> _tools = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    public IList<AITool>? Offered => options.Value.Tools ? [.. _tools.Values.Select(Declare)] : null;

    public async Task<string> RunAsync(FunctionCallContent call, ReplyContext context, CancellationToken cancellationToken)
    {
        if (!options.Value.Tools || !_tools.TryGetValue(call.Name, out var tool)) { return Failed("there is no such tool"); }
        if (call.Exception is not null) { return Failed("the arguments are no JSON object; call again with arguments as the schema says"); }
        try
        {
            var done = await tool.RunAsync(new(call.Arguments), context, cancellationToken);
            var text = done.Match(result => result, refusal => Failed(refusal.Sentence));
            return text.Length > MaxResult ? text[..MaxResult] : text;
        }
        catch (Exception surprise) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ToolFailed(tool.Name, surprise.GetType().Name);
            return Failed("the tool failed on the server");
        }
    }

    private static string Failed(string why) => $"Error: {why}. Tell the person when it cannot be helped.";

    private static AIFunctionDeclaration Declare(IAssistantTool tool) =>
        AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, JsonDocument.Parse(tool.Arguments).RootElement);
}
