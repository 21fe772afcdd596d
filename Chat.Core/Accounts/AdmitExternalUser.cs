using System.Globalization;
using System.Text;
using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Core.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Finds the account of somebody who signed in at a configured site, and makes it at first sight.</summary>
public sealed class AdmitExternalUser(IChatDb db, SessionNotices notices, TimeProvider clock)
{
    private const int NameTries = 20;

    public async Task<Result<Caller>> HandleAsync(TokenClaims.External token, CancellationToken cancellationToken)
    {
        var account = await FindAsync(token, cancellationToken) ?? await CreateAsync(token, cancellationToken);
        if (account.DisabledAt is not null) { return SessionRefusals.Disabled; }
        await TakeRoleAsync(account, token, cancellationToken);
        return new Caller(account.Id, account.Role, FamilyId: null, token.ExpiresAt);
    }

    private Task<Account?> FindAsync(TokenClaims.External token, CancellationToken cancellationToken) =>
        db.ExternalIdentities.Where(identity => identity.Issuer == token.Issuer && identity.Subject == token.Subject)
            .Join(db.Accounts, identity => identity.AccountId, account => account.Id, (_, account) => account)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The site decides its people's roles, each time anew; a token without one changes nothing.</summary>
    private async Task TakeRoleAsync(Account account, TokenClaims.External token, CancellationToken cancellationToken)
    {
        if (RoleOf(token) is not { } role || role == account.Role) { return; }
        account.Role = role;
        await db.SaveChangesAsync(cancellationToken);
        await notices.AccountChangedAsync(account.Id);
    }

    private async Task<Account> CreateAsync(TokenClaims.External token, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try { return await db.InTransactionAsync(cancel => InsertAsync(token, attempt, cancel), cancellationToken); }
            catch (DuplicateException) when (attempt < NameTries)
            {
                // Either the name is somebody's, or two first sights met; the second look tells.
                if (await FindAsync(token, cancellationToken) is { } other) { return other; }
            }
        }
    }

    private async Task<Account> InsertAsync(TokenClaims.External token, int attempt, CancellationToken cancellationToken)
    {
        await db.LockAsync(DbLock.FirstAccount, cancellationToken);
        var displayName = PersonalDetails.DisplayName(token.Name ?? token.Subject).Match(name => name, _ => "Guest");
        var (username, key) = Name(displayName, attempt);
        var account = new Account
        {
            Username = username,
            UsernameKey = key,
            DisplayName = displayName,
            Role = RoleOf(token) ?? UserRole.User,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Accounts.Add(account);
        db.ExternalIdentities.Add(new() { Issuer = token.Issuer, Subject = token.Subject, AccountId = account.Id });
        await db.SaveChangesAsync(cancellationToken);
        return account;
    }

    /// <summary>The person's name as a user name; when it is taken, with a number; when it cannot be one, a plain one.</summary>
    private static (string Name, string Key) Name(string displayName, int attempt)
    {
        var letters = new StringBuilder();
        foreach (var rune in displayName.EnumerateRunes().Where(rune => Rune.IsLetterOrDigit(rune) || rune.Value is ' ')) { letters.Append(rune); }

        var suffix = attempt is 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{(attempt < 10 ? attempt + 1 : Random.Shared.Next(1_000, 1_000_000))}");
        return Usernames.Check(letters + suffix).Match(name => name, _ => Usernames.Check($"guest{suffix}").Match(name => name, _ => default));
    }

    private static UserRole? RoleOf(TokenClaims.External token) => token.Role switch
    {
        "admin" => UserRole.Admin,
        "agent" => UserRole.Agent,
        "user" => UserRole.User,
        _ => null,
    };
}
