using System.Net;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Core.Accounts;
using Chat.Core.Results;
using Chat.Data;
using Microsoft.Extensions.Options;

namespace Chat.Api.Operations;

internal static class HealthEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapOperations()
        {
            // Made now, not at the first question: what it has not heard it cannot tell.
            routes.ServiceProvider.GetRequiredService<PrometheusText>();
            routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).WithTags("Operations");
            routes.MapGet("/health/ready", GetReadyAsync).WithTags("Operations").WithSummary("200 when it can serve; 503 with the causes when not.");
            routes.MapGet("/metrics", GetMetrics).WithTags("Operations").WithSummary("Prometheus text, for this machine and for admins.");
        }
    }

    private static async Task<IResult> GetReadyAsync(
        ChatDatabase database, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var causes = new List<string>();
        if (lifetime.ApplicationStopping.IsCancellationRequested) { causes.Add("The server is stopping."); }
        if (await database.PingAsync(cancellationToken) is { } cause) { causes.Add(cause); }

        var status = causes.Count is 0 ? "ready" : "not ready";
        return TypedResults.Json(new { status, causes }, statusCode: causes.Count is 0 ? 200 : 503);
    }

    /// <summary>Figures say much about a business, so they are not for everybody who can reach the port.</summary>
    private static IResult GetMetrics(HttpContext http, PrometheusText metrics, IOptions<MetricsOptions> options)
    {
        var isLocal = http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        var caller = http.User.FindCaller();
        return isLocal || options.Value.Open || caller is { IsAdmin: true }
            ? TypedResults.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8")
            : Refusal.Forbidden("Metrics are for this machine and for admins; Chat:Metrics:Open opens them to all.").ToProblem();
    }
}

internal sealed class MetricsOptions
{
    public const string Section = "Chat:Metrics";

    /// <summary>Everybody who reaches the server may read its figures.</summary>
    public bool Open { get; set; }
}
