using Chat.Api.Problems;
using Chat.Core.Results;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Chat.Api.Security;

internal sealed class CorsSettings
{
    public const string Section = "Chat:Cors";

    /// <summary>Sites whose pages may call this server, such as <c>https://shop.example</c>; none by default.</summary>
    public IList<string> Origins { get; set; } = [];
}

internal sealed class CorsSettingsValidator : IValidateOptions<CorsSettings>
{
    public ValidateOptionsResult Validate(string? name, CorsSettings options)
    {
        var bad = options.Origins.FirstOrDefault(origin => !IsOrigin(origin));
        return bad is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Chat:Cors:Origins holds '{bad}', which is no origin: write it as https://shop.example, without a path.");
    }

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && text.Equals($"{uri.Scheme}://{uri.Authority}", StringComparison.OrdinalIgnoreCase);
}

internal static class OriginRegistration
{
    extension(IServiceCollection services)
    {
        public void AddChatOrigins()
        {
            services.AddOptions<CorsSettings>().BindConfiguration(CorsSettings.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<CorsSettings>, CorsSettingsValidator>();
            services.AddCors();
            services.AddOptions<CorsOptions>().Configure<IOptions<CorsSettings>>((cors, settings) => cors.AddDefaultPolicy(policy =>
                policy.WithOrigins([.. settings.Value.Origins]).AllowAnyHeader().AllowAnyMethod().AllowCredentials()
                    .WithExposedHeaders("Retry-After", "Content-Disposition", "Content-Range", "Accept-Ranges")));

            // Only a proxy on this machine is believed; others are named by ForwardedHeaders settings of the host.
            services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        }
    }

    extension(WebApplication app)
    {
        /// <summary>Browsers do not apply CORS to WebSockets, so the handshake's Origin is looked at here.</summary>
        public void UseWebSocketOrigins(string path)
        {
            var allowed = app.Services.GetRequiredService<IOptions<CorsSettings>>().Value.Origins.ToHashSet(StringComparer.OrdinalIgnoreCase);
            app.Use(async (http, next) =>
            {
                var refused = http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase) && http.Request.Headers.Origin is [{ Length: > 0 } origin]
                    && !allowed.Contains(origin) && !IsOwn(origin, http.Request);
                await (refused ? Refusal.Forbidden("Pages of this origin may not connect here.").ToProblem().ExecuteAsync(http) : next(http));
            });
        }
    }

    // The scheme is left out: behind a proxy that ends TLS the server sees http where the page sees https.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && string.Equals(page.IdnHost, request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && page.Port == (request.Host.Port ?? (page.IsDefaultPort ? page.Port : -1));
}
