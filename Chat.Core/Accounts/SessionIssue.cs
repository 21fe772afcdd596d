using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Chat.Contracts.Accounts;
using Chat.Core.Data;
using Chat.Core.Tokens;
using Microsoft.Extensions.Options;

namespace Chat.Core.Accounts;

/// <summary>Makes what signs a device in. The rows are added and not yet saved: the use case's transaction saves them.</summary>
public sealed class SessionIssue(IChatDb db, IAccessTokens tokens, IOptions<AccountOptions> options, TimeProvider clock)
{
    public SessionFamily Begin(Account account)
    {
        var now = clock.GetUtcNow();
        var family = new SessionFamily { AccountId = account.Id, CreatedAt = now, ExpiresAt = now + Lifetime };
        db.SessionFamilies.Add(family);
        return family;
    }

    public async Task<Session> IssueAsync(Account account, SessionFamily family, CancellationToken cancellationToken)
    {
        var refreshToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.RefreshTokens.Add(new() { Hash = Hash(refreshToken), FamilyId = family.Id, IssuedAt = clock.GetUtcNow() });
        family.ExpiresAt = clock.GetUtcNow() + Lifetime;

        var access = await tokens.IssueAsync(account, family.Id, cancellationToken);
        return new()
        {
            AccessToken = access.Value,
            AccessTokenExpiresAt = access.ExpiresAt,
            RefreshToken = refreshToken,
            User = account.ToUser(),
        };
    }

    /// <summary>The tokens have 256 random bits, so a plain hash is as good as a slow one.</summary>
    public static byte[] Hash(string refreshToken) => SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken));

    private TimeSpan Lifetime => TimeSpan.FromDays(options.Value.SessionDays);
}
