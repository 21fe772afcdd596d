using Chat.Core.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Chat.Api.Start;

internal static class HostSettings
{
    extension(WebApplicationBuilder builder)
    {
        public void AddChatLogging()
        {
            var configured = builder.Configuration.GetSection("Logging:LogLevel").Exists();
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
            if (!configured)
            {
                builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
            }

            // A refusal is an answer and no failure of the server; surprises are logged where they are named.
            builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Critical);
            builder.Logging.AddFilter("Chat.Api.Authentication", LogLevel.Warning);

            // These write whole addresses, with the tokens that browsers' WebSockets must put there. A rule made last wins, so
            // that no setting of an operator turns them on.
            foreach (var category in (string[])["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.HttpLogging"])
            {
                builder.Logging.AddFilter(category, LogLevel.Warning);
            }
        }

        /// <summary>What goes wrong at the start is told as a sentence; the host would print its stack trace as well.</summary>
        public void SilenceFailedStart(StartPhase phase) =>
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => phase.IsOver && level >= LogLevel.Warning);

        public void AddChatLimits() => builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = DescribeServer.BodyBytes;
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
    }
}
