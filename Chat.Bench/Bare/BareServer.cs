using Chat.Contracts.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Bench.Bare;

/// <summary>SignalR with its default settings, in a process of its own: the bench starts itself again with this argument.</summary>
internal static class BareServer
{
    public const string Argument = "serve-bare";

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSignalR();

        // Chat's encoding, so that the two differ in what they do and not in how they say it.
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton<IHubProtocol>(new MessagePackChatProtocol());
        await using var app = builder.Build();
        app.MapHub<BareHub>("/hubs/chat");
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"ready at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }
}
