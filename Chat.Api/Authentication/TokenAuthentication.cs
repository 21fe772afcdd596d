using System.Security.Claims;
using System.Text.Encodings.Web;
using Chat.Api.Problems;
using Chat.Contracts;
using Chat.Core.Accounts;
using Chat.Core.Results;
using Chat.Core.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Chat.Api.Authentication;

/// <summary>Reads the token of a request, asks whose it is and whether they are still welcome.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ITokenChecks tokens, SessionGate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Chat";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (RequestToken.Of(Request) is not { Length: > 0 } token) { return AuthenticateResult.NoResult(); }

        var claims = await tokens.CheckAsync(token, Context.RequestAborted);
        if (claims.IsRefused(out var refusal, out var good)) { return Refuse(refusal); }

        var admitted = await gate.AdmitAsync(good, Context.RequestAborted);
        return admitted.IsRefused(out refusal, out var caller)
            ? Refuse(refusal)
            : AuthenticateResult.Success(new(CallerPrincipal.For(caller), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = Context.Features.Get<TokenRefusal>()?.Refusal ?? Refusal.Unauthenticated("Sign in first.");
        return refusal.ToProblem().ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Refusal.Forbidden("Your role does not allow this.").ToProblem().ExecuteAsync(Context);

    private AuthenticateResult Refuse(Refusal refusal)
    {
        Context.Features.Set(new TokenRefusal(refusal));
        return AuthenticateResult.Fail(refusal.Code);
    }
}

/// <summary>Why the token of this request was refused.</summary>
internal sealed record TokenRefusal(Refusal Refusal);

internal static class RequestToken
{
    private const string Bearer = "Bearer ";

    /// <summary>From the header or, for browsers' WebSockets and for older clients, from the address.</summary>
    public static string? Of(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header is not null && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) { return header[Bearer.Length..].Trim(); }
        if (!request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/api/files", StringComparison.OrdinalIgnoreCase)) { return null; }
        return (string?)request.Query["access_token"] ?? request.Query["token"];
    }
}

/// <summary>A principal that carries the caller itself, so that nothing is parsed back out of claims.</summary>
internal sealed class CallerPrincipal : ClaimsPrincipal
{
    private CallerPrincipal(Caller caller, ClaimsIdentity identity)
        : base(identity) => Caller = caller;

    public Caller Caller { get; }

    public static CallerPrincipal For(Caller caller) => new(caller, new(
        [new(ClaimTypes.NameIdentifier, caller.AccountId.ToString())], TokenAuthentication.SchemeName));
}

internal static class Callers
{
    extension(ClaimsPrincipal user)
    {
        public Caller? FindCaller() => (user as CallerPrincipal)?.Caller;

        /// <summary>Only behind <c>RequireAuthorization</c>.</summary>
        public Caller ToCaller() => ((CallerPrincipal)user).Caller;
    }
}

internal static class TokenAuthenticationRegistration
{
    extension(IServiceCollection services)
    {
        public void AddTokenAuthentication()
        {
            // The core alone: the rest brings cookies' data protection, which would keep keys outside the data directory.
            services.AddWebEncoders();
            services.AddTransient<TokenAuthentication>();
            services.AddAuthenticationCore(options =>
            {
                options.DefaultScheme = TokenAuthentication.SchemeName;
                options.AddScheme<TokenAuthentication>(TokenAuthentication.SchemeName, displayName: null);
            });
            services.AddAuthorization();
        }
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>A connection may be anonymous; one that shows a bad token is told so and not let in as nobody.</summary>
        public void UseHonestTokens(string path) => app.Use(async (http, next) =>
        {
            var refused = http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase) ? http.Features.Get<TokenRefusal>() : null;
            await (refused is null ? next(http) : refused.Refusal.ToProblem().ExecuteAsync(http));
        });
    }
}
