namespace Chat.Api.Security;

internal static class SecurityHeaders
{
    extension(IApplicationBuilder app)
    {
        public void UseSecurityHeaders() => app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicies.OfTheRest;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            // The camera and the microphone belong to this origin's own pages.
            headers["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(self), geolocation=()";
            if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) { headers.CacheControl = "no-store"; }
            return next(http);
        });
    }
}
