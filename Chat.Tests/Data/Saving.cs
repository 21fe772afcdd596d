using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Data;
using Chat.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chat.Tests.Data;

public sealed class Saving : IAsyncLifetime
{

    private TestDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_is_saved_is_read_again()
    {
        var ada = NewAccount("ada");
        (ada.Role, ada.Email, ada.DisabledAt) = (UserRole.Admin, "ada@example.org", DateTimeOffset.UnixEpoch);
        await SaveAsync(ada);

        await using var db = _database.Open();
        var read = await db.Accounts.SingleAsync(a => a.Id == ada.Id, Token);
        Assert.Equivalent(ada, read, strict: true);
        Assert.Equal("admin", await AskAsync("SELECT role FROM accounts"));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await SaveAsync(NewAccount("bob"));
        var refused = await Assert.ThrowsAsync<DuplicateException>(() => SaveAsync(NewAccount("bob")));
        Assert.Equal("ux_accounts_username_key", refused.Constraint);
    }

    [Fact]
    public async Task An_unproved_address_is_nobodys_alone()
    {
        var (first, second) = (NewAccount("cy"), NewAccount("di"));
        (first.Email, second.Email) = ("Post@example.org", "post@EXAMPLE.org");
        await SaveAsync(first);
        await SaveAsync(second);
    }

    [Fact]
    public async Task After_a_refused_row_the_same_unit_goes_on()
    {
        await SaveAsync(NewAccount("eve"));
        await using var db = _database.Open();
        var saved = await db.InTransactionAsync(async cancel =>
        {
            db.Accounts.Add(NewAccount("eve"));
            await Assert.ThrowsAsync<DuplicateException>(() => db.SaveChangesAsync(cancel));
            db.Accounts.Add(NewAccount("eva"));
            return await db.SaveChangesAsync(cancel);
        }, Token);
        Assert.Equal(1, saved);
    }

    [Fact]
    public async Task An_account_takes_everything_of_its_own_with_it()
    {
        var account = NewAccount("fay");
        var family = new SessionFamily { AccountId = account.Id, CreatedAt = Now, ExpiresAt = Now };
        await using (var db = _database.Open())
        {
            db.AddRange(account, family, new RefreshToken { Hash = [1, 2], FamilyId = family.Id, IssuedAt = Now });
            db.Add(new ExternalIdentity { Issuer = "site", Subject = "7", AccountId = account.Id });
            await db.SaveChangesAsync(Token);
            await db.Accounts.Where(a => a.Id == account.Id).ExecuteDeleteAsync(Token);
        }

        var left = "SELECT (SELECT count(*) FROM session_families) + (SELECT count(*) FROM refresh_tokens) + (SELECT count(*) FROM external_identities)";
        Assert.Equal(0L, await AskAsync(left));
    }

    [Fact]
    public async Task A_transaction_that_lost_a_conflict_is_run_again()
    {
        await using var db = _database.Open();
        var attempts = 0;
        var answer = await db.InTransactionAsync(async cancel =>
        {
            db.Accounts.Add(NewAccount("gus"));
            if (++attempts < 3) { await FailAsync(db, "40001", cancel); }
            await db.SaveChangesAsync(cancel);
            return "done";
        }, Token);

        Assert.Equal(("done", 3), (answer, attempts));
        Assert.Equal(1L, await AskAsync("SELECT count(*) FROM accounts WHERE username_key = 'gus'"));
    }

    [Theory]
    [InlineData("40P01", 5)]
    [InlineData("22012", 1)]
    public async Task It_is_run_again_a_few_times_and_only_for_conflicts(string state, int expected)
    {
        await using var db = _database.Open();
        var attempts = 0;
        await Assert.ThrowsAsync<PostgresException>(() => db.InTransactionAsync(async cancel =>
        {
            attempts++;
            await FailAsync(db, state, cancel);
            return 0;
        }, Token));
        Assert.Equal(expected, attempts);
    }

    [Fact]
    public async Task A_lock_is_held_until_its_transaction_ends()
    {
        await using var first = _database.Open();
        await using var second = _database.Open();
        var steps = new List<string>();
        var isHeld = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();

        var one = LockAsync(first, async () =>
        {
            isHeld.SetResult();
            await mayEnd.Task;
            steps.Add("first");
        });
        await isHeld.Task.WaitAsync(Waiting.Limit, Token);
        var two = LockAsync(second, () => { steps.Add("second"); return Task.CompletedTask; });
        await WaitForAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        mayEnd.SetResult();
        await Task.WhenAll(one, two).WaitAsync(Waiting.Limit, Token);

        Assert.Equal(["first", "second"], steps);
    }

    [Fact]
    public async Task A_lock_without_a_transaction_is_a_mistake()
    {
        await using var db = _database.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.LockAsync(DbLock.FirstAccount, Token));
    }

    private static DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddYears(50);

    private static Account NewAccount(string name) => new() { Username = name, UsernameKey = name, DisplayName = name, CreatedAt = Now };

    private static Task<int> LockAsync(ChatDbContext db, Func<Task> then) => db.InTransactionAsync(async cancel =>
    {
        await db.LockAsync(DbLock.FirstAccount, cancel);
        await then();
        return 0;
    }, Token);

    private static Task<int> FailAsync(ChatDbContext db, string state, CancellationToken cancellationToken)
    {
        var failing = $"DO $$ BEGIN RAISE EXCEPTION 'told to fail' USING ERRCODE = '{state}'; END $$";
        return db.Database.ExecuteSqlRawAsync(failing, cancellationToken);
    }

    private async Task SaveAsync(Account account)
    {
        await using var db = _database.Open();
        db.Accounts.Add(account);
        await db.SaveChangesAsync(Token);
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }

    private Task WaitForAsync(string count) => Waiting.UntilAsync($"this is above zero: {count}", async () => await AskAsync(count) is not 0L, Token);
}
