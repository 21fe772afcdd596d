using Chat.Core.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Core.Accounts;

/// <summary>
/// Hashes and checks passwords. Both cost a tenth of a second of a core by intent, so no more run at once than there are cores;
/// a few wait, and a flood is turned away before it costs anything.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    private const int MaxWaiting = 256;

    private readonly PasswordHasher<Account> _hasher;
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly Lazy<string> _nobody;
    private int _waiting;

    public PasswordHashing(IOptions<AccountOptions> options)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations }));
        _nobody = new(() => _hasher.HashPassword(null!, Guid.NewGuid().ToString()));
    }

    public Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => _hasher.HashPassword(null!, PasswordRules.Normalize(password)!), cancellationToken);

    /// <summary>Takes as long for an account without a password, or for none, as for a wrong password.</summary>
    public Task<Result<bool>> IsRightAsync(string? hash, string password, CancellationToken cancellationToken) =>
        RunAsync(
            () =>
            {
                var normal = PasswordRules.Normalize(password);
                var verified = _hasher.VerifyHashedPassword(null!, hash ?? _nobody.Value, normal ?? "");
                return hash is not null && normal is not null && verified is not PasswordVerificationResult.Failed;
            },
            cancellationToken);

    public void Dispose() => _cores.Dispose();

    private async Task<Result<T>> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return Refusal.RateLimited("Too many people are signing in at once", TimeSpan.FromSeconds(2));
        }

        try
        {
            await _cores.WaitAsync(cancellationToken);
            try { return await Task.Run(work, cancellationToken); }
            finally { _cores.Release(); }
        }
        finally { Interlocked.Decrement(ref _waiting); }
    }
}
