using Chat.Client;

namespace Chat.Tests.Running;

/// <summary>
/// How a test waits until something is so: what comes as an event is waited for as one, and what nobody tells of is looked at again
/// and again. The limit is one that only a broken program meets, and the failure says what was waited for.
/// </summary>
internal static class Waiting
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(25);
    private static readonly object s_yes = new();

    /// <summary>For what is read piece by piece until it is there.</summary>
    public static CancellationTokenSource Limited(CancellationToken cancellationToken)
    {
        var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        return limited;
    }

    /// <param name="what">A sentence without its beginning: "the reply has ended".</param>
    /// <param name="look">Null: not yet; nobody tells when it changes.</param>
    /// <param name="cancellationToken">Of the test.</param>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> look, CancellationToken cancellationToken) where T : class
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } found) { return found; }
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Limit, Never(what));
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    public static Task UntilAsync(string what, Func<Task<bool>> isSo, CancellationToken cancellationToken) =>
        ForAsync(what, async () => await isSo() ? s_yes : null, cancellationToken);

    public static Task UntilAsync(string what, Func<bool> isSo, CancellationToken cancellationToken) =>
        UntilAsync(what, () => Task.FromResult(isSo()), cancellationToken);

    /// <summary>Looks after everything that the client tells.</summary>
    public static async Task UntilAsync(this ChatClient client, string what, Func<bool> isSo, CancellationToken cancellationToken)
    {
        // Not disposed: one who tells may be on the way here when this ends.
        var told = new SemaphoreSlim(1);
        void Look(object _) => told.Release();
        client.Changed += Look;
        client.StatusChanged += Look;
        try
        {
            while (!isSo()) { Assert.True(await told.WaitAsync(Limit, cancellationToken), $"{Never(what)} The client is {client.Status}."); }
        }
        finally
        {
            client.Changed -= Look;
            client.StatusChanged -= Look;
        }
    }

    private static string Never(string what) => $"In {Limit.TotalSeconds} s it did not come about that {what}.";
}
