using Chat.Api.Security;
using Microsoft.Net.Http.Headers;

namespace Chat.Api.Web;

/// <summary>The web app at the server's own address; a server built without it shows its REST description there.</summary>
internal static class WebAppAnswers
{
    private const string Forever = "public, max-age=31536000, immutable";

    // Asked again each time, and answered with 304: so that a new version is there with the next visit.
    private const string AskAgain = "no-cache";

    extension(WebApplication app)
    {
        /// <summary>Before the routes: what is a file or a place of the app is answered here, and nothing else is touched.</summary>
        public void UseWebApp()
        {
            if (WebFiles.Load(Path.Combine(AppContext.BaseDirectory, "web")) is not { } files)
            {
                app.MapGet("/", () => TypedResults.Redirect("/swagger/")).ExcludeFromDescription();
                return;
            }

            app.Use((http, next) => Wanted(files, http.Request) is { } file ? AnswerAsync(file, http) : next(http));
        }
    }

    private static WebFile? Wanted(WebFiles files, HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? files.Find(request.Path.Value!.TrimStart('/')) : null;

    private static Task AnswerAsync(WebFile file, HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = file.IsImmutable ? Forever : AskAgain;
        headers.ContentSecurityPolicy = ContentPolicies.OfTheApp;
        var encoding = file.IsCompressed ? Encoding(http.Request) : null;
        if (file.IsCompressed) { headers.Vary = HeaderNames.AcceptEncoding; }
        if (encoding is not null) { headers.ContentEncoding = encoding.Value.Name; }

        // Each encoding is a representation of its own.
        var tag = new EntityTagHeaderValue($"\"{file.Hash}{encoding?.Suffix}\"");
        return TypedResults.PhysicalFile(file.Place + encoding?.Suffix, file.ContentType, entityTag: tag).ExecuteAsync(http);
    }

    private static (string Name, string Suffix)? Encoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        if (Takes(accepted, "br")) { return ("br", ".br"); }
        return Takes(accepted, "gzip") ? ("gzip", ".gz") : null;
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);
}
