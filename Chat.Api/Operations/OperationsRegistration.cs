namespace Chat.Api.Operations;

internal static class OperationsRegistration
{
    extension(IServiceCollection services)
    {
        public void AddOperations()
        {
            services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section);
            services.AddSingleton<PrometheusText>();
            services.AddHostedService<Telemetry>();
            services.AddHostedService<SessionSweep>();
        }
    }
}
