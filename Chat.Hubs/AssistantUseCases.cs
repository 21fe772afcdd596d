using Chat.Core.Assistant;

namespace Chat.Hubs;

/// <summary>What the hub asks of the assistant, as one argument.</summary>
public sealed record AssistantUseCases(
    StopReply Stop, RegenerateReply Regenerate, SuggestReply Suggest, Summarize Summarize, GetPrompt GetPrompt, SetPrompt SetPrompt);
