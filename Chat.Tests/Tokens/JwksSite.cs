using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Tokens;

/// <summary>A site that publishes its keys over real HTTP.</summary>
internal sealed class JwksSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private JwksSite(WebApplication app) => _app = app;

    public int Requests => _requests;

    public string Address { get; private set; } = "";

    /// <summary>How it answers now.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };

    public static async Task<JwksSite> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new JwksSite(app);
        app.Run(context =>
        {
            Interlocked.Increment(ref site._requests);
            return site.Answer(context);
        });
        await app.StartAsync(cancellationToken);
        site.Address = app.Urls.Single() + "/keys";
        return site;
    }

    public void Publish(params string[] keys) => Answer = context => context.Response.WriteAsync(Forge.Set(keys));

    public void Fail(int status) => Answer = context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
