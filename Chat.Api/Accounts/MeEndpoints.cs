using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Accounts;

internal static class MeEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapMe()
        {
            var me = routes.MapGroup("/api/me").WithTags("Me").RequireAuthorization();
            me.MapGet("/", GetAsync).WithSummary("The caller.");
            me.MapPatch("/", UpdateAsync).WithSummary("Changes what is given and leaves the rest.");
            me.MapDelete("/", DeleteAsync).WithSummary("Removes the caller's account.");
            me.MapGet("/sessions", ListSessionsAsync).WithSummary("Where the caller is signed in.");
            me.MapDelete("/sessions/{id:guid}", EndSessionAsync).WithSummary("Signs one of the caller's devices out.");
            me.MapGet("/export", ExportAsync).WithSummary("Everything the server knows about the caller, as a download.");
        }
    }

    private static async Task<Results<Ok<User>, ProblemHttpResult>> GetAsync(
        ClaimsPrincipal user, GetMe getMe, CancellationToken cancellationToken) =>
        (await getMe.HandleAsync(user.ToCaller(), cancellationToken)).ToHttp();

    private static async Task<Results<Ok<User>, ProblemHttpResult>> UpdateAsync(
        UpdateProfileRequest request, ClaimsPrincipal user, UpdateProfile update, CancellationToken cancellationToken) =>
        (await update.HandleAsync(user.ToCaller(), request, cancellationToken)).ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        ClaimsPrincipal user, DeleteAccount delete, CancellationToken cancellationToken) =>
        (await delete.HandleAsync(user.ToCaller(), cancellationToken)).ToEmpty();

    private static async Task<Results<ExportDownload, ProblemHttpResult>> ExportAsync(
        ClaimsPrincipal user, ExportAccount export, CancellationToken cancellationToken) =>
        (await export.HandleAsync(user.ToCaller(), cancellationToken)).Match<Results<ExportDownload, ProblemHttpResult>>(
            exported => new ExportDownload(exported), refusal => refusal.ToProblem());

    private static async Task<Results<Ok<IReadOnlyList<SessionRecord>>, ProblemHttpResult>> ListSessionsAsync(
        ClaimsPrincipal user, ListSessions list, CancellationToken cancellationToken) =>
        (await list.HandleAsync(user.ToCaller(), cancellationToken)).ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSessionAsync(
        Guid id, ClaimsPrincipal user, EndSession end, CancellationToken cancellationToken) =>
        (await end.HandleAsync(user.ToCaller(), id, cancellationToken)).ToEmpty();
}
