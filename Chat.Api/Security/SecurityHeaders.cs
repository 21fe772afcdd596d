namespace Chat.Api.Security;

internal static class SecurityHeaders
{
    // The camera and the microphone belong to this origin's own pages; blobs are pictures and sound they made themselves.
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        + "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    extension(IApplicationBuilder app)
    {
        public void UseSecurityHeaders() => app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(self), geolocation=()";
            if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) { headers.CacheControl = "no-store"; }
            return next(http);
        });
    }
}
