using System.Threading.RateLimiting;
using Chat.Core.Results;

namespace Chat.Core.Files;

/// <summary>Uploads of one user at once. What is on its way is not yet counted in the quota, so it must not be boundless.</summary>
public sealed class UploadPlaces : IDisposable
{
    public const int AtOnce = 4;
    public const int Waiting = 100;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    // Those who wait are not read from: their bytes stay with the sender.
    private readonly PartitionedRateLimiter<Guid> _users = PartitionedRateLimiter.Create<Guid, Guid>(
        accountId => RateLimitPartition.GetConcurrencyLimiter(accountId, _ => new()
        {
            PermitLimit = AtOnce,
            QueueLimit = Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    public async Task<Result<IDisposable>> EnterAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var lease = await _users.AcquireAsync(accountId, permitCount: 1, cancellationToken);
        if (lease.IsAcquired) { return lease; }
        lease.Dispose();
        return Refusal.RateLimited("You are sending too many files at once", Wait);
    }

    public void Dispose() => _users.Dispose();
}
