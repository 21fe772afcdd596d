using Chat.Core.Results;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Hubs;

internal static class HubResults
{
    extension<T>(Result<T> result)
    {
        /// <summary>Turns a refusal into the one exception whose text SignalR sends: <c>code: sentence</c>.</summary>
        public T OrThrow() => result.IsRefused(out var refusal, out var value) ? throw refusal.ToHubException() : value;
    }

    extension(Refusal refusal)
    {
        public HubException ToHubException() => new($"{refusal.Code}: {refusal.Sentence}");
    }
}
