using Chat.Core.Server;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Chat.Api.Operations;

/// <summary>Sends traces and figures by OTLP while <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names where to.</summary>
internal sealed class Telemetry(IConfiguration configuration, DescribeServer server) : IHostedService, IDisposable
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private TracerProvider? _traces;
    private MeterProvider? _figures;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(configuration[EndpointSetting])) { return Task.CompletedTask; }

        var resource = ResourceBuilder.CreateDefault().AddService("chat", serviceVersion: server.Handle().Version);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource("Chat", "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server", "Npgsql")
            .AddProcessor(new WithoutQueries())
            .AddOtlpExporter().Build();
        _figures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter("Chat", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql")
            .AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _figures?.Dispose();
        (_traces, _figures) = (null, null);
    }

    /// <summary>An address's query may hold a token, and a token leaves the server by no road.</summary>
    private sealed class WithoutQueries : BaseProcessor<System.Diagnostics.Activity>
    {
        public override void OnEnd(System.Diagnostics.Activity data)
        {
            foreach (var tag in (string[])["url.query", "url.full", "http.url", "http.target"]) { data.SetTag(tag, null); }
        }
    }
}
