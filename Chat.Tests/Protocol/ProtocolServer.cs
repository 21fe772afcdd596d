using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Protocol;
using Chat.Contracts.Wire;
using Chat.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Protocol;

/// <summary>The test hub on a real port, speaking both encodings the way Chat does.</summary>
internal sealed class ProtocolServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProtocolServer(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.First()), "/hub");

    public static async Task<ProtocolServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ProtocolHub.Watch>();
        builder.Services
            .AddSignalR(hub =>
            {
                hub.MaximumParallelInvocationsPerClient = 2;
                hub.MaximumReceiveMessageSize = 1 << 20;
                hub.StatefulReconnectBufferSize = 64 * 1024;
            })
            .AddJsonProtocol(json =>
            {
                ChatJson.Configure(json.PayloadSerializerOptions);
                json.PayloadSerializerOptions.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
            })
            .AddChatMessagePack(TestWire.Options);
        var app = builder.Build();
        app.MapHub<ProtocolHub>("/hub", http => http.AllowStatefulReconnects = true);
        await app.StartAsync(cancellationToken);
        return new ProtocolServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(Waiting.Limit);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
