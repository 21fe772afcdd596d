using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Core.Data;
using Chat.Core.Faces;
using Chat.Core.Messages;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Accounts;

/// <summary>Everything the server knows about the caller, for the caller.</summary>
public sealed class ExportAccount(IChatDb db, IHistory history, TimeProvider clock)
{
    public async Task<Result<ExportedAccount>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == caller.AccountId, cancellationToken);
        if (account is null) { return SessionRefusals.Ended; }

        var families = await db.SessionFamilies.AsNoTracking().Where(family => family.AccountId == account.Id)
            .OrderBy(family => family.Id).ToArrayAsync(cancellationToken);
        var files = await db.Files.AsNoTracking().Where(file => file.UploaderId == account.Id)
            .OrderBy(file => file.Id).ToArrayAsync(cancellationToken);
        if ((await new GetFaceDevices(db).HandleAsync(caller, cancellationToken)).IsRefused(out var refusal, out var devices)) { return refusal; }
        var moods = await db.Moods.AsNoTracking().Where(mood => mood.AccountId == account.Id).OrderBy(mood => mood.Id).ToArrayAsync(cancellationToken);
        var about = new AccountExport
        {
            User = account.ToUser(),
            Email = account.Email,
            CreatedAt = account.CreatedAt,
            ExportedAt = clock.GetUtcNow(),
            Sessions = [.. families.Select(family => new SessionRecord
            {
                Id = family.Id, CreatedAt = family.CreatedAt, ExpiresAt = family.ExpiresAt, EndedAt = family.EndedAt,
            })],
            Consent = new() { Emotions = account.ConsentsEmotions, Faces = account.ConsentsFaces },
            FaceDevices = devices,
            Emotions = [.. moods.Select(mood => mood.ToUpdate())],
            Files = [.. files.Select(file => file.ToAttachment())],
            Messages = [],
        };
        return new ExportedAccount(about, history.WrittenByAsync(account.Id, cancellationToken));
    }
}

/// <param name="About">All but the messages.</param>
/// <param name="Messages">As many as there are, read while they are written out: nobody holds all of them.</param>
public sealed record ExportedAccount(AccountExport About, IAsyncEnumerable<Message> Messages);
