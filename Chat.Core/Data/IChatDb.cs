using Chat.Core.Accounts;
using Chat.Core.Emotions;
using Chat.Core.Faces;
using Chat.Core.Files;
using Chat.Core.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Data;

/// <summary>The database as use cases see it. One instance serves one use case at a time.</summary>
public interface IChatDb
{
    DbSet<Account> Accounts { get; }

    DbSet<AccountAvatar> Avatars { get; }

    DbSet<StoredFile> Files { get; }

    DbSet<SessionFamily> SessionFamilies { get; }

    DbSet<RefreshToken> RefreshTokens { get; }

    DbSet<ExternalIdentity> ExternalIdentities { get; }

    DbSet<SignInFailures> SignInFailures { get; }

    DbSet<SigningKey> SigningKeys { get; }

    DbSet<FaceTemplate> FaceTemplates { get; }

    DbSet<FaceDevice> FaceDevices { get; }

    DbSet<FaceEnrolment> FaceEnrolments { get; }

    DbSet<FaceConflict> FaceConflicts { get; }

    DbSet<Mood> Moods { get; }

    /// <exception cref="DuplicateException">A unique index refused a row; nothing was written.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>Everything inside is one transaction, run again from the start when the database asks for it.</summary>
    Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Held until the transaction ends, on every node. Only inside <see cref="InTransactionAsync"/>.</summary>
    Task LockAsync(DbLock name, CancellationToken cancellationToken);

    /// <summary>The same for one thing of many. Two things share a lock once in four thousand million times, and then only wait.</summary>
    Task LockAsync(DbLock name, Guid of, CancellationToken cancellationToken);
}

/// <summary>Locks of the whole database, by meaning. The numbers are the database's and must not change.</summary>
public enum DbLock
{
    Migrations = 1,
    FirstAccount = 2,
    FileQuota = 10,
    Profile = 11,
    FaceEnrolment = 12,
    FaceDevice = 13,
    Mood = 14,
}
