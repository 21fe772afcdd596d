using Chat.Assistant.BuiltIn;
using Microsoft.Extensions.AI;

namespace Chat.Assistant.Models;

/// <summary>One model that can be asked.</summary>
internal sealed record ModelSlot(string Name, IChatClient Client, CircuitBreaker Breaker)
{
    public bool IsBuiltIn => Client is BuiltInAssistant;
}
