using Chat.Core.Faces;
using Chat.Core.Files;
using Chat.Core.Results;
using Chat.Native.Pictures;
using Chat.Vision.Crops;
using Microsoft.Extensions.Logging;

namespace Chat.Vision.Faces;

/// <summary>One camera: bytes, checked and bounded, decoded, faces found, each followed from frame to frame and read when that is due.</summary>
internal sealed class FaceWatch(FaceWorkers workers, TimeProvider clock, ILogger logger) : IFaceWatch
{
    private readonly FaceTracks _tracks = new(clock);

    public async Task<Result<SeenPicture>> LookAsync(ReadOnlyMemory<byte> picture, LookFor what, CancellationToken cancellationToken)
    {
        if (PictureLimits.CheckBytes(picture.Length) is { } tooLarge) { return tooLarge; }
        return await workers.RunAsync(analyser => Look(analyser, picture, what), cancellationToken);
    }

    private Result<SeenPicture> Look(FaceAnalyser analyser, ReadOnlyMemory<byte> bytes, LookFor what)
    {
        try
        {
            if (FrameLimits.Check(Vips.ReadHeader(bytes)) is { } refusal) { return refusal; }
            using var decoded = Vips.Decode(bytes, FaceDetector.MaxSide);
            return Look(analyser, new Pixels(decoded.Rgb, decoded.Width, decoded.Height), what);
        }
        catch (VipsException unreadable)
        {
            logger.PictureUnreadable(bytes.Length, unreadable.Message);
            return FrameLimits.NotAPicture;
        }
    }

    private SeenPicture Look(FaceAnalyser analyser, Pixels picture, LookFor what)
    {
        var tracked = _tracks.Follow(analyser.Find(picture));
        var faces = new SeenFace[tracked.Count];
        for (var at = 0; at < faces.Length; at++) { faces[at] = Read(analyser, picture, tracked[at], what); }
        return new(picture.Width, picture.Height, faces);
    }

    private SeenFace Read(FaceAnalyser analyser, Pixels picture, TrackedFace face, LookFor what)
    {
        var due = what.HasFlag(LookFor.Now) ? what : face.Due(what, clock.GetTimestamp());
        var isRead = due is not LookFor.Faces;
        if (isRead) { face.Take(analyser.Read(picture, face.Found, due), clock.GetTimestamp()); }
        return new()
        {
            Track = face.Number,
            Box = face.Found.Box,
            Confidence = face.Found.Score,
            Points = face.Found.Points,
            Sharpness = face.Sharpness,
            Embedding = what.HasFlag(LookFor.Identity) ? face.Embedding : null,
            IsFresh = isRead && due.HasFlag(LookFor.Identity),
            Moods = what.HasFlag(LookFor.Emotions) ? face.Moods : null,
            Live = what.HasFlag(LookFor.Liveness) ? face.Live : null,
        };
    }
}
