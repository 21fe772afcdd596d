using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Accounts;
using Chat.Contracts.Emotions;
using Chat.Contracts.Faces;
using Chat.Core.Emotions;
using Chat.Core.Faces;
using Microsoft.AspNetCore.Http.HttpResults;
using Device = Chat.Contracts.Faces.FaceDevice;

namespace Chat.Api.Faces;

internal static class FaceEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapFaces()
        {
            var me = routes.MapGroup("/api/me").WithTags("Faces").RequireAuthorization();
            me.MapPut("/consent", ConsentAsync).WithSummary("What may be done with the caller's face and moods.");
            me.MapPost("/face", EnrollAsync).WithSummary("Enrols the caller's face and answers the device's key.");
            me.MapDelete("/face", DeleteAsync).WithSummary("Forgets the caller's face.");
            me.MapGet("/face/devices", DevicesAsync).WithSummary("The devices that know the caller's face.");
            me.MapDelete("/face/devices/{id:guid}", RevokeAsync).WithSummary("One device knows the caller's face no more.");
            routes.MapGet("/api/admin/face-conflicts", ConflictsAsync).WithTags("Administration").RequireAuthorization()
                .WithSummary("Faces that two accounts wanted.");

            var emotions = routes.MapGroup("/api/emotions").WithTags("Emotions").RequireAuthorization();
            emotions.MapGet("/", EmotionsAsync).WithSummary("The caller's own moods, in order.");
            emotions.MapPost("/", SetEmotionAsync).WithSummary("The caller says how they feel.");
            emotions.MapDelete("/", DeleteEmotionsAsync).WithSummary("Forgets the caller's moods.");
        }
    }

    private static async Task<Results<Ok<Consent>, ProblemHttpResult>> ConsentAsync(
        SetConsentRequest request, ClaimsPrincipal user, SetConsent consent, CancellationToken cancellationToken) =>
        (await consent.HandleAsync(user.ToCaller(), request, cancellationToken)).ToHttp();

    private static async Task<Results<Ok<EnrolledFace>, ProblemHttpResult>> EnrollAsync(
        EnrollFaceRequest request, ClaimsPrincipal user, EnrollFace enroll, CancellationToken cancellationToken) =>
        (await enroll.HandleAsync(user.ToCaller(), camera: null, request, cancellationToken)).ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        ClaimsPrincipal user, DeleteFace delete, CancellationToken cancellationToken) =>
        (await delete.HandleAsync(user.ToCaller(), cancellationToken)).ToEmpty();

    private static async Task<Results<Ok<IReadOnlyList<Device>>, ProblemHttpResult>> DevicesAsync(
        ClaimsPrincipal user, GetFaceDevices devices, CancellationToken cancellationToken) =>
        (await devices.HandleAsync(user.ToCaller(), cancellationToken)).ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, ClaimsPrincipal user, RevokeFaceDevice revoke, CancellationToken cancellationToken) =>
        (await revoke.HandleAsync(user.ToCaller(), new() { DeviceId = id }, cancellationToken)).ToEmpty();

    private static async Task<Results<Ok<IReadOnlyList<FaceConflictRecord>>, ProblemHttpResult>> ConflictsAsync(
        ClaimsPrincipal user, ListFaceConflicts list, CancellationToken cancellationToken) =>
        (await list.HandleAsync(user.ToCaller(), cancellationToken)).ToHttp();

    private static async Task<Results<Ok<IReadOnlyList<EmotionUpdate>>, ProblemHttpResult>> EmotionsAsync(
        DateTimeOffset? from, DateTimeOffset? to, int? limit, ClaimsPrincipal user, GetEmotions get, CancellationToken cancellationToken) =>
        (await get.HandleAsync(user.ToCaller(), new() { From = from, To = to, Limit = limit }, cancellationToken)).ToHttp();

    private static async Task<Results<Ok<EmotionUpdate>, ProblemHttpResult>> SetEmotionAsync(
        SetEmotionRequest request, ClaimsPrincipal user, SetEmotion set, CancellationToken cancellationToken) =>
        (await set.HandleAsync(user.ToCaller(), request, cancellationToken)).ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteEmotionsAsync(
        ClaimsPrincipal user, DeleteEmotions delete, CancellationToken cancellationToken) =>
        (await delete.HandleAsync(user.ToCaller(), cancellationToken)).ToEmpty();
}
