using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Core.Faces;

/// <summary>The device as a factor: whose faces it may know, and how often it was tried in vain.</summary>
public sealed class FaceDoor(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FaceDoor> logger)
{
    /// <summary>The first failures cost nothing; then each costs a growing wait, and from the last on only a password helps.</summary>
    public const int FreeFailures = 5, LastFailure = 10;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);

    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A key has 256 random bits, so a plain hash is as good as a slow one.</summary>
    public static byte[] Hash(string deviceKey) => SHA256.HashData(Encoding.UTF8.GetBytes(deviceKey));

    /// <summary>Null for a key that nobody was given, or that was revoked.</summary>
    internal async Task<KnownDevice?> FindAsync(string? deviceKey, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(deviceKey) || deviceKey.Length > 100) { return null; }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        var hash = Hash(deviceKey);
        if (await db.FaceDevices.AsNoTracking().SingleOrDefaultAsync(one => one.KeyHash == hash, cancellationToken) is not { } device) { return null; }
        var accounts = await db.FaceEnrolments.AsNoTracking().Where(one => one.DeviceId == device.Id)
            .Join(db.Accounts.Where(account => account.ConsentsFaces && account.DisabledAt == null), one => one.AccountId, account => account.Id, (one, _) => one.AccountId)
            .ToListAsync(cancellationToken);
        return accounts.Count is 0 ? null : new(device.Id, accounts, StateOf(device));
    }

    /// <summary>How it stands now: others may try on the same device.</summary>
    internal async Task<DoorState> StateAsync(Guid deviceId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        var device = await db.FaceDevices.AsNoTracking().SingleOrDefaultAsync(one => one.Id == deviceId, cancellationToken);
        return device is null ? new(null, NeedsPassword: true) : StateOf(device);
    }

    internal async Task<DoorState> FailAsync(Guid deviceId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        return await db.InTransactionAsync(
            async token =>
            {
                await db.LockAsync(DbLock.FaceDevice, deviceId, token);
                var device = await db.FaceDevices.SingleOrDefaultAsync(one => one.Id == deviceId, token);
                if (device is null) { return new(null, NeedsPassword: true); }
                device.Failures++;
                if (device.Failures >= FreeFailures) { device.LockedUntil = clock.GetUtcNow() + WaitAfter(device.Failures); }
                await db.SaveChangesAsync(token);
                logger.FaceRefused(deviceId, device.Failures);
                return StateOf(device);
            },
            cancellationToken);
    }

    /// <summary>A password was used: the faces of this account's devices may be tried again.</summary>
    public static Task<int> ForgiveAsync(IChatDb db, Guid accountId, CancellationToken cancellationToken) =>
        db.FaceDevices.Where(device => device.Failures > 0 && db.FaceEnrolments.Any(one => one.DeviceId == device.Id && one.AccountId == accountId))
            .ExecuteUpdateAsync(
                device => device.SetProperty(one => one.Failures, 0).SetProperty(one => one.LockedUntil, (DateTimeOffset?)null), cancellationToken);

    private static TimeSpan WaitAfter(int failures) => FirstWait * (1 << Math.Min(failures - FreeFailures, 5));

    private DoorState StateOf(FaceDevice device) =>
        new(device.LockedUntil - clock.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : null, device.Failures >= LastFailure);
}

internal sealed record KnownDevice(Guid Id, IReadOnlyList<Guid> Accounts, DoorState State);

/// <param name="Wait">Null when it may be tried now.</param>
/// <param name="NeedsPassword">No waiting helps.</param>
internal sealed record DoorState(TimeSpan? Wait, bool NeedsPassword);
