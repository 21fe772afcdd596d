using Chat.Core.Accounts;
using Chat.Core.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Data;

/// <summary>The database as use cases see it. One instance serves one use case at a time.</summary>
public interface IChatDb
{
    DbSet<Account> Accounts { get; }

    DbSet<SessionFamily> SessionFamilies { get; }

    DbSet<RefreshToken> RefreshTokens { get; }

    DbSet<ExternalIdentity> ExternalIdentities { get; }

    DbSet<SignInFailures> SignInFailures { get; }

    DbSet<SigningKey> SigningKeys { get; }

    /// <exception cref="DuplicateException">A unique index refused a row; nothing was written.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>Everything inside is one transaction, run again from the start when the database asks for it.</summary>
    Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Held until the transaction ends, on every node. Only inside <see cref="InTransactionAsync"/>.</summary>
    Task LockAsync(DbLock name, CancellationToken cancellationToken);
}

/// <summary>Locks of the whole database, by meaning. The numbers are the database's and must not change.</summary>
public enum DbLock
{
    Migrations = 1,
    FirstAccount = 2,
}
