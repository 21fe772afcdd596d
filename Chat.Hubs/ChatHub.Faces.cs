using System.Runtime.CompilerServices;
using Chat.Contracts.Faces;
using Chat.Core.Faces;
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
        var news = (await faces.Value.Look.HandleAsync(visitor, request, frames, cancellationToken)).OrThrow();
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

    private async Task TellAsync(FrameNews news)
    {
        if (news is FrameNews.Stranger stranger) { await Clients.Caller.RegistrationRequested(stranger.Request); }
        if (news is not FrameNews.Known known) { return; }
        await SignInAsync(known.Session);
        await Clients.Caller.Greeting(known.Greeting);
    }
}
