using System.Globalization;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Core.Files;

/// <summary>How much one user may keep on this server.</summary>
public sealed class FileQuota(IChatDb db, IOptions<FileSettings> settings)
{
    /// <summary>A file takes a block of the disk and a row, however small it is.</summary>
    private const long LeastCharge = 4_096;

    public async Task<UploadLimit> LimitAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var most = settings.Value.MaxBytes;
        var left = settings.Value.QuotaBytes - await UsedAsync(accountId, cancellationToken);
        return left >= most
            ? new(most, Refusal.TooLarge($"A file has at most {Size(most)} on this server."))
            : new(left, Spent());
    }

    /// <summary>Null when the file is in the database. Uploads that ran beside each other are counted here, one after the other.</summary>
    public Task<Refusal?> AddAsync(StoredFile file, Guid accountId, CancellationToken cancellationToken) => db.InTransactionAsync(async token =>
    {
        await db.LockAsync(DbLock.FileQuota, accountId, token);
        if (await UsedAsync(accountId, token) + Math.Max(file.Size, LeastCharge) > settings.Value.QuotaBytes) { return Spent(); }
        db.Files.Add(file);
        await db.SaveChangesAsync(token);
        return null;
    }, cancellationToken);

    private Task<long> UsedAsync(Guid accountId, CancellationToken cancellationToken) =>
        db.Files.Where(file => file.UploaderId == accountId)
            .SumAsync(file => file.Size < LeastCharge ? LeastCharge : file.Size, cancellationToken);

    private Refusal Spent() => Refusal.TooLarge(
        $"With this file you would have more than the {Size(settings.Value.QuotaBytes)} that each user has on this server. Delete messages with files first.");

    private static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.#} MB"),
        >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 10):0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };
}
