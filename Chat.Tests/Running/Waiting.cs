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

    /// <param name="what">A sentence without its beginning: "the reply has ended".</param>
    /// <param name="isSo">Nobody tells when it changes.</param>
    /// <param name="cancellationToken">Of the test.</param>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Limit, Never(what));
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    public static Task UntilAsync(string what, Func<bool> isSo, CancellationToken cancellationToken) =>
        UntilAsync(what, () => Task.FromResult(isSo()), cancellationToken);

    /// <summary>Looks after everything that the client tells.</summary>
    public static async Task UntilAsync(this ChatClient client, string what, Func<bool> isSo, CancellationToken cancellationToken)
    {
        using var told = new SemaphoreSlim(1);
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
