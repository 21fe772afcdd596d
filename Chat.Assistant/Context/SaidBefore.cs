using Chat.Contracts.Messages;
using Chat.Core.Assistant;
using Chat.Core.Messages;

namespace Chat.Assistant.Context;

/// <summary>What was said in a conversation, as its asker may see it.</summary>
internal sealed class SaidBefore(IHistory history)
{
    private const int PageSize = 100;

    /// <summary>The newest before the reply that fit, the newest first; the question goes whole, whatever it costs.</summary>
    public async Task<List<Message>> NewestAsync(Reply reply, long afterSeq, int budget, CancellationToken cancellationToken)
    {
        var newest = new List<Message>();
        for (var before = reply.Seq; ;)
        {
            var page = await PageAsync(reply, new(before, After: null, Offset: 0, PageSize), cancellationToken);
            foreach (var message in page.Messages.Reverse())
            {
                if (message.Seq <= afterSeq) { return newest; }
                if (!IsSaid(message)) { continue; }
                budget -= TokenEstimate.Of(message.Content);
                if (budget < 0 && newest.Count > 0) { return newest; }
                newest.Add(message);
            }

            if (!page.HasMore) { return newest; }
            before = page.Messages[0].Seq;
        }
    }

    /// <summary>From a seq on up to the reply, in order, and no more than so many.</summary>
    public async Task<List<Message>> SinceAsync(Reply reply, long afterSeq, int max, CancellationToken cancellationToken)
    {
        var since = new List<Message>();
        while (since.Count < max)
        {
            var page = await PageAsync(reply, new(Before: null, afterSeq, Offset: 0, PageSize), cancellationToken);
            since.AddRange(page.Messages.Where(message => message.Seq <= reply.Seq && IsSaid(message)));
            if (!page.HasMore || page.Messages[^1].Seq >= reply.Seq) { return since; }
            afterSeq = page.Messages[^1].Seq;
        }

        return since;
    }

    private static bool IsSaid(Message message) =>
        message is { DeletedAt: null, Content.Length: > 0, Type: not (MessageType.Call or MessageType.Note), Status: MessageStatus.Complete or MessageStatus.Stopped };

    private async Task<MessagePage> PageAsync(Reply reply, HistoryWindow window, CancellationToken cancellationToken) =>
        await history.PageAsync(reply.ConversationId, reply.Plan.AskerId, window, cancellationToken) is { Messages: not [] } page
            ? page
            : new MessagePage { Messages = [], HasMore = false };
}
