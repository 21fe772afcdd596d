using System.Globalization;
using Chat.Core.Assistant;
using Chat.Core.Results;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Replies;

/// <summary>What one person may use in a day, by the days of UTC; a reply that has begun is written to its end.</summary>
internal sealed class ReplyLimits(IReplyStore store, IOptions<AssistantOptions> options, TimeProvider clock)
{
    public async Task<Refusal?> CheckAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var limit = options.Value.TokensPerDay;
        if (limit is 0) { return null; }

        var now = clock.GetUtcNow().UtcDateTime;
        if (await store.TokensAsync(accountId, DateOnly.FromDateTime(now), cancellationToken) < limit) { return null; }
        var ends = now.Date.AddDays(1);
        var sentence = string.Create(CultureInfo.InvariantCulture, $"Today's {limit} tokens of the assistant are used up; the limit ends at {ends:yyyy-MM-dd HH:mm} UTC");
        return Refusal.RateLimited(sentence, ends - now);
    }
}
