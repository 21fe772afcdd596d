using Chat.Assistant.BuiltIn;
using Microsoft.Extensions.AI;

namespace Chat.Assistant.Models;

/// <summary>One model that can be asked.</summary>
internal sealed record ModelSlot(string Name, IChatClient Client, CircuitBreaker Breaker)
{
    public bool IsBuiltIn => Client is BuiltInAssistant;

    /// <summary>False once it has refused a question with tools and answered it without.</summary>
    public bool TakesTools { get; set; } = true;
}
