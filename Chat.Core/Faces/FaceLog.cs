using Microsoft.Extensions.Logging;

namespace Chat.Core.Faces;

/// <summary>Ids and counts; never a picture, a vector or how alike two are.</summary>
internal static partial class FaceLog
{
    [LoggerMessage(1301, LogLevel.Information, "{Count} face templates are in memory; {Unread} are of another model or key, and their people enrol again")]
    public static partial void FacesRead(this ILogger logger, int count, int unread);

    [LoggerMessage(1302, LogLevel.Warning, "Chat:Faces:SignIn is open: whoever stands before any camera is signed in as the likest of all {Enrolled} enrolled faces. Two strangers are taken for one person with a chance of {Rate}; with so many enrolled, one stranger in {OneIn:N0} is signed in as somebody else. Use device unless this is a kiosk that you watch.")]
    public static partial void FacesAreOpen(this ILogger logger, int enrolled, double rate, double oneIn);

    [LoggerMessage(1303, LogLevel.Warning, "A face that account {Other} has was to be enrolled for {AccountId} as well (conflict {ConflictId}): an admin should look at it")]
    public static partial void FaceConflicts(this ILogger logger, Guid other, Guid? accountId, Guid conflictId);

    [LoggerMessage(1304, LogLevel.Information, "Account {AccountId} was signed in by face")]
    public static partial void SignedInByFace(this ILogger logger, Guid accountId);

    [LoggerMessage(1305, LogLevel.Information, "Signing in by face failed {Failures} times in a row on device {DeviceId}")]
    public static partial void FaceRefused(this ILogger logger, Guid deviceId, int failures);
}
