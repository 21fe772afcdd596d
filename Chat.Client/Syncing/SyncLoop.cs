using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Client.Storing;
using Chat.Contracts;
using Chat.Contracts.Sync;

namespace Chat.Client.Syncing;

/// <summary>Fetches what was missed: after every connect, and whenever something shows a hole. One at a time.</summary>
internal sealed class SyncLoop(ChatStore store, Patience patience, int pageSize)
{
    // A server whose events never fit its pages is not asked without end at full speed.
    private const int RoundsAtOnce = 3;

    public async Task RunAsync(IChatHub hub, CancellationToken cancellationToken)
    {
        store.RequireSync();
        while (true)
        {
            await store.SyncNeededAsync(cancellationToken);
            if (store.NeedsSync) { await SyncAsync(hub, cancellationToken); }
        }
    }

    private async Task SyncAsync(IChatHub hub, CancellationToken cancellationToken)
    {
        var (rounds, failures) = (0, 0);
        var isMore = true;
        while (isMore)
        {
            try
            {
                var page = await PageAsync(hub, cancellationToken);
                isMore = store.EndSync(page);
                failures = 0;
                if (page.More) { continue; }
                if (isMore && ++rounds >= RoundsAtOnce) { await patience.WaitAsync(rounds, cancellationToken); }
            }
            catch (ChatRefusedException refusal) when (refusal.IsPassing)
            {
                await patience.WaitAsync(refusal, ++failures, cancellationToken);
            }
        }
    }

    private async Task<SyncPage> PageAsync(IChatHub hub, CancellationToken cancellationToken)
    {
        var request = store.BeginSync(pageSize);
        try
        {
            var page = await patience.AnswerAsync(hub.Sync(request), cancellationToken);
            return page is { More: true, Conversations.Count: 0, Removed.Count: 0, Own.Count: 0 }
                ? throw new InvalidDataException("The server says that there is more to sync, and sends nothing of it.")
                : page;
        }
        catch
        {
            store.AbandonSync();
            throw;
        }
    }
}
