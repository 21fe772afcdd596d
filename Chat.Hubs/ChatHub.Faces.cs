using System.Runtime.CompilerServices;
using Chat.Contracts.Faces;
using Chat.Core.Faces;
using Chat.Core.Results;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    [AllowAnonymous]
    public async IAsyncEnumerable<FrameResult> SendFrame(
        SendFrameRequest request, IAsyncEnumerable<VideoFrame> frames, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = Connection;
        var visitor = new FaceVisitor(() => connection.Caller, connection.Origin, connection.Camera);
        var looked = await faces.Value.Look.HandleAsync(visitor, request, frames, cancellationToken);
        if (looked.IsRefused(out var refusal, out var news))
        {
            await LetPassAsync(frames, cancellationToken);
            throw refusal.ToHubException();
        }

        await foreach (var one in news.WithCancellation(cancellationToken))
        {
            if (one is FrameNews.Answer answer) { yield return answer.Result; }
            else { await TellAsync(one); }
        }
    }

    public async Task<EnrolledFace> EnrollFace(EnrollFaceRequest request) =>
        (await faces.Value.Enroll.HandleAsync(Caller, Connection.Camera, request, Context.ConnectionAborted)).OrThrow();

    public async Task DeleteFace() => (await faces.Value.Delete.HandleAsync(Caller, Context.ConnectionAborted)).OrThrow();

    public async Task<Consent> SetConsent(SetConsentRequest request) =>
        (await faces.Value.Consent.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<IReadOnlyList<Contracts.Faces.FaceDevice>> GetFaceDevices() =>
        (await faces.Value.Devices.HandleAsync(Caller, Context.ConnectionAborted)).OrThrow();

    public async Task RevokeFaceDevice(FaceDeviceRequest request) =>
        (await faces.Value.Revoke.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    /// <summary>SignalR ends a connection when an item comes just as its stream is closed, so those on their way are let in first.</summary>
    private static async Task LetPassAsync(IAsyncEnumerable<VideoFrame> frames, CancellationToken cancellationToken)
    {
        const int enough = 1_000;
        var (quiet, count) = (TimeSpan.FromMilliseconds(250), 0);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(quiet);
        try
        {
            await foreach (var _ in frames.WithCancellation(end.Token))
            {
                if (++count == enough) { return; }
                end.CancelAfter(quiet);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
    }

    private async Task TellAsync(FrameNews news)
    {
        if (news is FrameNews.Stranger stranger) { await Clients.Caller.RegistrationRequested(stranger.Request); }
        if (news is not FrameNews.Known known) { return; }
        await SignInAsync(known.Session);
        await Clients.Caller.Greeting(known.Greeting);
    }
}
