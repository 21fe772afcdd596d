using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Emotions;
using Chat.Core.Faces;
using Chat.Core.Files;
using Chat.Core.Tokens;
using Chat.Data.Naming;
using Chat.Data.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Data;

internal sealed class ChatDbContext(DbContextOptions<ChatDbContext> options) : DbContext(options), IChatDb
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountAvatar> Avatars => Set<AccountAvatar>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<SessionFamily> SessionFamilies => Set<SessionFamily>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<ExternalIdentity> ExternalIdentities => Set<ExternalIdentity>();

    public DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<FaceTemplate> FaceTemplates => Set<FaceTemplate>();

    public DbSet<FaceDevice> FaceDevices => Set<FaceDevice>();

    public DbSet<FaceEnrolment> FaceEnrolments => Set<FaceEnrolment>();

    public DbSet<FaceConflict> FaceConflicts => Set<FaceConflict>();

    public DbSet<Mood> Moods => Set<Mood>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        try { return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken); }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } refused)
        {
            // Nothing was written; what is still pending would be refused again with the next save.
            ChangeTracker.Clear();
            throw new DuplicateException(refused.ConstraintName ?? "", failure);
        }
    }

    public Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        Database.CurrentTransaction is null ? new RepeatedTransaction(this, Logger).RunAsync(work, cancellationToken) : work(cancellationToken);

    public Task LockAsync(DbLock name, CancellationToken cancellationToken) => LockAsync(AdvisoryLock.Space, (int)name, cancellationToken);

    public Task LockAsync(DbLock name, Guid of, CancellationToken cancellationToken) =>
        LockAsync(AdvisoryLock.Space + (int)name, AdvisoryLock.NumberOf(of), cancellationToken);

    private Task<int> LockAsync(int space, int number, CancellationToken cancellationToken)
    {
        if (Database.CurrentTransaction is null) { throw new InvalidOperationException("A lock is held by a transaction, and there is none."); }
        return Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({space}, {number})", cancellationToken);
    }

    private ILogger Logger => this.GetService<ILoggerFactory>().CreateLogger<ChatDbContext>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ChatDbContext).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => LowerCaseEnums.Apply(configurationBuilder);
}
