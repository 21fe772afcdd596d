using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Accounts;

internal static class SessionEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapSessions()
        {
            var auth = routes.MapGroup("/api/auth").WithTags("Sessions");
            auth.MapPost("/register", RegisterAsync).WithSummary("Makes an account and signs it in.");
            auth.MapPost("/login", LogInAsync).WithSummary("Signs in with a password.");
            auth.MapPost("/refresh", RefreshAsync).WithSummary("Trades a refresh token for a new session, once.");
            auth.MapPost("/logout", LogOutAsync).WithSummary("Ends a session and closes its connections.");
        }
    }

    private static async Task<Results<Ok<Session>, ProblemHttpResult>> RegisterAsync(
        RegisterUserRequest request, RegisterUser register, CancellationToken cancellationToken) =>
        (await register.HandleAsync(request, camera: null, cancellationToken)).ToHttp();

    private static async Task<Results<Ok<Session>, ProblemHttpResult>> LogInAsync(
        LoginRequest request, HttpContext http, LogIn logIn, CancellationToken cancellationToken)
    {
        var origin = new Origin(http.Connection.RemoteIpAddress?.ToString());
        return (await logIn.HandleAsync(origin, request, cancellationToken)).ToHttp();
    }

    private static async Task<Results<Ok<Session>, ProblemHttpResult>> RefreshAsync(
        RefreshSessionRequest request, RefreshSession refresh, CancellationToken cancellationToken) =>
        (await refresh.HandleAsync(request, cancellationToken)).ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> LogOutAsync(
        LogoutRequest? request, ClaimsPrincipal user, LogOut logOut, CancellationToken cancellationToken) =>
        (await logOut.HandleAsync(user.FindCaller(), request ?? new(), cancellationToken)).ToEmpty();
}
