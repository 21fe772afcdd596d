using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Accounts;

internal static class AdministrationEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapAdministration()
        {
            var accounts = routes.MapGroup("/api/admin/users").WithTags("Administration").RequireAuthorization();
            accounts.MapGet("/", ListAsync).WithSummary("All accounts, newest first.");
            accounts.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Gives a role, disables an account or lets it in again.");
        }
    }

    private static async Task<Results<Ok<AccountPage>, ProblemHttpResult>> ListAsync(
        Guid? before, int? limit, ClaimsPrincipal user, ListAccounts list, CancellationToken cancellationToken) =>
        (await list.HandleAsync(user.ToCaller(), before, limit, cancellationToken)).ToHttp();

    private static async Task<Results<Ok<AccountRecord>, ProblemHttpResult>> ChangeAsync(
        Guid id, ChangeAccessRequest request, ClaimsPrincipal user, ChangeAccess change, CancellationToken cancellationToken) =>
        (await change.HandleAsync(user.ToCaller(), id, request, cancellationToken)).ToHttp();
}
