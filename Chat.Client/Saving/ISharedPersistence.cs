namespace Chat.Client.Saving;

/// <summary>What several programs of one user share, such as a session that any of them may renew.</summary>
public interface ISharedPersistence<T> : IPersistence<T> where T : class
{
    /// <summary>Until it is disposed nobody else holds it, in this program or another. Reading and writing need no hold.</summary>
    Task<IAsyncDisposable> HoldAsync(CancellationToken cancellationToken);
}
