using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Faces.Matching;
using Chat.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Core.Faces;

/// <summary>From pictures to what is kept of a face, for registration and enrolment alike.</summary>
public sealed class FaceEnrolling(
    IChatDb db, IFaceVision vision, TemplateIndex index, TemplateVault vault, FaceBook book, IOptions<FaceOptions> options, TimeProvider clock,
    ILogger<FaceEnrolling> logger)
{
    public const int MaxImages = 5;
    public const int MaxTemplates = 10;

    private static readonly Refusal IsOff = Refusal.Unavailable("This server does not sign people in by face. Use a password.");
    private static readonly Refusal NoFrame = Refusal.Invalid("No frame of this connection held exactly one good face in the last two minutes. Look into the camera first.");
    private static readonly Refusal TakenByOther = Refusal.Conflict("This face cannot be enrolled here. Ask the server's admin.");
    private static readonly Refusal SeveralPeople = Refusal.Invalid("These pictures do not show one and the same face.");
    private static readonly Refusal AnotherFace = Refusal.Conflict("This is not the face that was enrolled before. Delete that one first.");

    private float SamePerson => options.Value.SamePerson > 0 ? (float)options.Value.SamePerson : vision.Likeness.SamePerson;

    /// <summary>The vectors of the pictures, each with exactly one good face, and all of one person.</summary>
    internal async Task<Result<IReadOnlyList<float[]>>> ReadAsync(
        IReadOnlyList<byte[]> images, bool usesLastFrame, CameraSeat? camera, string? language, CancellationToken cancellationToken)
    {
        if (options.Value.IsOff) { return IsOff; }
        if (vision.WhyNoFaces is { } reason) { return Refusal.Unavailable(reason); }
        if (images.Count > MaxImages) { return Refusal.Invalid($"Send at most {MaxImages} pictures."); }

        var vectors = new List<float[]>();
        if (usesLastFrame)
        {
            if (camera?.LastGoodFace(clock) is not { } last || last.Model != vision.TemplateModel) { return NoFrame; }
            vectors.Add(last.Embedding);
        }

        foreach (var image in images)
        {
            if ((await DescribeAsync(image, language, cancellationToken)).IsRefused(out var refusal, out var vector)) { return refusal; }
            vectors.Add(vector);
        }

        if (vectors.Count is 0) { return Refusal.Invalid("Send pictures, or useLastFrame."); }
        return vectors.Exists(one => Vectors.Dot(one, vectors[0]) < SamePerson) ? SeveralPeople : vectors;
    }

    /// <summary>A refusal when somebody else has this face; who, only an admin is told.</summary>
    internal async Task<Refusal?> CheckFreeAsync(Guid? accountId, IReadOnlyList<float[]> vectors, CancellationToken cancellationToken)
    {
        foreach (var vector in vectors)
        {
            if (index.Search(vector) is not { } likest || likest.Likeness < SamePerson || likest.AccountId == accountId) { continue; }
            var conflict = new FaceConflict { AccountId = accountId, OtherAccountId = likest.AccountId, Similarity = likest.Likeness, At = clock.GetUtcNow() };
            db.FaceConflicts.Add(conflict);
            await db.SaveChangesAsync(cancellationToken);
            logger.FaceConflicts(likest.AccountId, accountId, conflict.Id);
            return TakenByOther;
        }

        return null;
    }

    /// <summary>Adds the rows; the use case's transaction saves them. Answers the device's key.</summary>
    internal async Task<Result<string>> AddAsync(
        Account account, IReadOnlyList<float[]> vectors, string? deviceKey, string? deviceName, CancellationToken cancellationToken)
    {
        var old = await db.FaceTemplates.Where(one => one.AccountId == account.Id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var kept = old.Where(one => one.Model == vision.TemplateModel && vault.Open(one) is not null).ToList();
        if (kept.Select(vault.Open).Any(known => known is not null && Vectors.Dot(known, vectors[0]) < SamePerson)) { return AnotherFace; }

        db.FaceTemplates.RemoveRange(old.Except(kept));
        db.FaceTemplates.RemoveRange(kept.Take(Math.Max(0, kept.Count + vectors.Count - MaxTemplates)));
        db.FaceTemplates.AddRange(vectors.Select(vector => new FaceTemplate
        {
            AccountId = account.Id,
            Model = vision.TemplateModel,
            KeyId = vault.KeyId,
            Sealed = vault.Seal(account.Id, vision.TemplateModel, vector),
            CreatedAt = clock.GetUtcNow(),
        }));
        (account.HasFace, account.ConsentsFaces) = (true, true);
        return await AddDeviceAsync(account.Id, deviceKey, deviceName, cancellationToken);
    }

    internal Task TellAsync(Guid accountId, CancellationToken cancellationToken) => book.ChangedAsync(accountId, cancellationToken);

    private async Task<Result<float[]>> DescribeAsync(byte[] image, string? language, CancellationToken cancellationToken)
    {
        var looked = await vision.Watch().LookAsync(image, LookFor.Identity | LookFor.Now, cancellationToken);
        if (looked.IsRefused(out var refusal, out var picture)) { return refusal; }
        var advice = FaceQuality.Judge(picture);
        if (advice is not FaceAdvice.Good) { return Refusal.Invalid($"{Count(picture)}{new Instructions(language).Sentence(advice.ToStep())}"); }
        return picture.Faces.MaxBy(face => face.Box.Width)!.Embedding!;
    }

    private static string Count(SeenPicture picture) => picture.Faces.Count switch
    {
        0 => "There is no face in the picture. ",
        1 => "",
        var several => $"There are {several} faces in the picture. ",
    };

    private async Task<string> AddDeviceAsync(Guid accountId, string? deviceKey, string? deviceName, CancellationToken cancellationToken)
    {
        var name = deviceName?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, FaceEnrolment.MaxName)] : "device";
        var device = await FindAsync(deviceKey, cancellationToken);
        if (device is null)
        {
            deviceKey = FaceDoor.NewKey();
            device = new() { KeyHash = FaceDoor.Hash(deviceKey) };
            db.FaceDevices.Add(device);
        }

        var enrolment = await db.FaceEnrolments.SingleOrDefaultAsync(one => one.DeviceId == device.Id && one.AccountId == accountId, cancellationToken);
        if (enrolment is null) { db.FaceEnrolments.Add(new() { DeviceId = device.Id, AccountId = accountId, DeviceName = name, EnrolledAt = clock.GetUtcNow() }); }
        else { (enrolment.DeviceName, enrolment.EnrolledAt) = (name, clock.GetUtcNow()); }

        return deviceKey!;
    }

    /// <summary>Null for a key that nobody was given: the device then gets one.</summary>
    private async Task<FaceDevice?> FindAsync(string? deviceKey, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(deviceKey) || deviceKey.Length > 100) { return null; }
        var hash = FaceDoor.Hash(deviceKey);
        return await db.FaceDevices.SingleOrDefaultAsync(one => one.KeyHash == hash, cancellationToken);
    }
}
