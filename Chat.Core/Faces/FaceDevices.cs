using Chat.Contracts.Faces;
using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace Chat.Core.Faces;

/// <summary>The devices on which the caller's face is known.</summary>
public sealed class GetFaceDevices(IChatDb db)
{
    public async Task<Result<IReadOnlyList<Contracts.Faces.FaceDevice>>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var enrolments = await db.FaceEnrolments.AsNoTracking().Where(one => one.AccountId == caller.AccountId)
            .OrderByDescending(one => one.EnrolledAt).ToListAsync(cancellationToken);
        return enrolments.Select(one => new Contracts.Faces.FaceDevice
        {
            Id = one.DeviceId, Name = one.DeviceName, EnrolledAt = one.EnrolledAt, LastUsedAt = one.LastUsedAt,
        }).ToArray();
    }
}

/// <summary>From now on the caller's face is not known on that device.</summary>
public sealed class RevokeFaceDevice(IChatDb db)
{
    public async Task<Result<Done>> HandleAsync(Caller caller, FaceDeviceRequest request, CancellationToken cancellationToken)
    {
        var gone = await db.FaceEnrolments.Where(one => one.AccountId == caller.AccountId && one.DeviceId == request.DeviceId).ExecuteDeleteAsync(cancellationToken);
        if (gone is 0) { return Refusal.NotFound("There is no such device."); }
        await db.FaceDevices.Where(device => device.Id == request.DeviceId && !db.FaceEnrolments.Any(one => one.DeviceId == device.Id))
            .ExecuteDeleteAsync(cancellationToken);
        return new Done();
    }
}
