using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>For everybody who knows its address. An account without a picture and no account at all are the same.</summary>
public sealed class GetAvatar(IChatDb db)
{
    private static readonly Refusal NoPicture = Refusal.NotFound("There is no such picture.");

    public async Task<Result<AccountAvatar>> HandleAsync(Guid accountId, string? version, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(version, "N", out var asked)) { return NoPicture; }
        var avatar = await db.Avatars.AsNoTracking()
            .SingleOrDefaultAsync(one => one.AccountId == accountId && one.Version == asked, cancellationToken);
        return avatar is null ? NoPicture : avatar;
    }
}
