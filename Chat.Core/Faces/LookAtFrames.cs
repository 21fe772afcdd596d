using System.Runtime.CompilerServices;
using Chat.Contracts.Faces;
using Chat.Core.Accounts;
using Chat.Core.Results;

namespace Chat.Core.Faces;

/// <summary>
/// Looks at what a camera sends: one frame in work, the newest waiting, the ones between answered as skipped. Who is seen may be
/// signed in; how they feel may be noted. No pixel outlives its frame.
/// </summary>
public sealed class LookAtFrames(FaceSightings sightings, TimeProvider clock)
{
    private static readonly Refusal OnAlready = Refusal.Conflict("This connection's camera is on already.");

    public async Task<Result<IAsyncEnumerable<FrameNews>>> HandleAsync(
        FaceVisitor visitor, SendFrameRequest request, IAsyncEnumerable<VideoFrame> frames, CancellationToken cancellationToken)
    {
        if ((await sightings.BeginAsync(visitor, request, cancellationToken)).IsRefused(out var refusal, out var sighting)) { return refusal; }
        return visitor.Seat.TryTurnOn() ? Result.Of(LookAsync(visitor.Seat, sighting, frames, cancellationToken)) : OnAlready;
    }

    private async IAsyncEnumerable<FrameNews> LookAsync(
        CameraSeat seat, FaceSighting sighting, IAsyncEnumerable<VideoFrame> frames, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var inbox = new FrameInbox(clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filling = inbox.FillAsync(frames, end.Token);
        try
        {
            while (await inbox.TakeAsync(cancellationToken) is { } batch)
            {
                foreach (var skipped in batch.Skipped) { yield return new FrameNews.Answer(sighting.Skip(skipped)); }
                if (batch.Newest is not { } newest) { continue; }
                foreach (var news in await sighting.LookAsync(newest, cancellationToken)) { yield return news; }
            }
        }
        finally
        {
            seat.TurnOff();
            await sighting.EndAsync();
            await end.CancelAsync();
            await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>Whose camera it is.</summary>
/// <param name="Caller">Asked anew for each frame: somebody may have signed in.</param>
public sealed record FaceVisitor(Func<Caller?> Caller, Origin Origin, CameraSeat Seat);
