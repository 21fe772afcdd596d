using Chat.Contracts.Protocol;
using Chat.Contracts.Wire;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Changes;
using Chat.Core.Emotions;
using Chat.Core.Presence;
using Chat.Core.Server;
using Chat.Hubs.Assistant;
using Chat.Hubs.Connections;
using Chat.Hubs.Connections.Straight;
using Chat.Hubs.Emotions;
using Chat.Hubs.Lanes;
using Chat.Hubs.Presence;
using Chat.Hubs.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Hubs;

public static class HubsRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>The hub, its two encodings, its limits and the two lanes. Reads <c>Chat:Limits</c> and <c>Chat:Outbox</c>.</summary>
        public IServiceCollection AddChatHubs()
        {
            services.AddOptions<CallLimits>().BindConfiguration(CallLimits.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<CallLimits>, CallLimitsValidator>();
            services.AddSingleton<HubMetrics>().AddSingleton<ConnectionBook>().AddSingleton<OpenConnections>().AddScoped<AccountUseCases>();
            services.AddSingleton<ConversationUseCases>().AddSingleton<MessageUseCases>();
            services.AddSingleton<HubParts>().AddScoped<IHubActivator<ChatHub>, ChatHubActivator>();
            services.AddHostedService<ConnectionSweep>();
            services.AddLoop<StraightRoad>();
            services.AddLanes().AddPresence();

            services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = DescribeServer.HubMessageBytes;
                hub.EnableDetailedErrors = false;

                // Of one connection, on their way to the disk together; Turns keeps them in order, and everything else one at a time.
                hub.MaximumParallelInvocationsPerClient = 16;
                hub.AddFilter<CallFilter>();
            });
            services.RemoveAll<IHubProtocol>();
            return services.AddEncoding(JsonProtocol).AddEncoding(() => new MessagePackChatProtocol());
        }

        private IServiceCollection AddLanes()
        {
            services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>();
            services.AddSingleton<LaneMetrics>().AddSingleton<OutboxRules>().AddSingleton<Devices>().AddSingleton<ThisNode>();
            services.AddSingleton<HubLifetimeManager<ChatHub>, OutboxLifetime>();

            services.AddSingleton<Audience>().AddSingleton<IConversationMembers>(provider => provider.GetRequiredService<Audience>());
            services.AddSingleton<FanOut>().AddSingleton<Rendering>().AddSingleton<CatchUp>().AddSingleton<ConversationLane>();
            services.AddLoop<Doorbell>().AddLoop<Whispers>().AddLoop<SyncNotices>().AddLoop<ChangeLane>();
            services.AddLoop<DeltaLane>().AddSingleton<IReplyDeltas>(provider => provider.GetRequiredService<DeltaLane>());
            return services.AddSingleton<IChangeDelivery>(provider => provider.GetRequiredService<ChangeLane>());
        }

        private IServiceCollection AddPresence()
        {
            services.AddSingleton<TypingNews>().AddSingleton<TypingBoard>().AddLoop<TypingLoop>();
            services.AddSingleton<ITypingBoard>(provider => provider.GetRequiredService<TypingBoard>());
            services.AddSingleton<PresenceNews>().AddSingleton<PresenceBoard>().AddLoop<PresenceLoop>();
            services.AddSingleton<IPresenceNews>(provider => provider.GetRequiredService<PresenceBoard>());
            services.AddSingleton<MoodNews>().AddSingleton<IMoodNews>(provider => provider.GetRequiredService<MoodNews>());
            return services.AddScoped<PresenceUseCases>().AddScoped<AssistantUseCases>().AddScoped<FaceUseCases>();
        }

        /// <summary>A hosted service that others ask for too.</summary>
        private IServiceCollection AddLoop<T>() where T : class, IHostedService =>
            services.AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());

        private IServiceCollection AddEncoding(Func<IHubProtocol> encoding) =>
            services.AddSingleton<IHubProtocol>(provider => new GuardedProtocol(
                encoding(), provider.GetRequiredService<HubMetrics>(), provider.GetRequiredService<ILogger<GuardedProtocol>>()));
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>What <c>MapHub</c> does, with a step before the hub that says whose connection it is.</summary>
        public ConnectionEndpointRouteBuilder MapChatHub(string path, Func<HttpContext, Caller?> callerOf)
        {
            var limits = routes.ServiceProvider.GetRequiredService<IOptions<CallLimits>>().Value;
            var clock = routes.ServiceProvider.GetRequiredService<TimeProvider>();
            var patience = routes.ServiceProvider.GetRequiredService<OutboxRules>().Patience;

            ChatConnection Meet(HttpContext? http, ConnectionContext connection) => new(
                connection, new Origin(http?.Connection.RemoteIpAddress?.ToString()), http is null ? null : callerOf(http), limits.ForConnection(clock));

            // Longer than ours: whose reader takes nothing is for the outbox to say, which counts it and is patient with the slow.
            var options = new HttpConnectionDispatcherOptions { AllowStatefulReconnects = true, TransportSendTimeout = patience + TimeSpan.FromSeconds(10) };
            var endpoints = routes.MapConnections(path, options, connections => connections
                .Use(next => connection =>
                {
                    Meet(connection.Features.Get<IHttpContextFeature>()?.HttpContext, connection).Enter();
                    return next(connection);
                })
                .UseHub<ChatHub>());
            endpoints.Add(endpoint => endpoint.RequestDelegate = routes.OrStraight(endpoint.RequestDelegate!, Meet));
            return endpoints;
        }

        /// <summary>A WebSocket that comes by itself takes the short road to the hub.</summary>
        private RequestDelegate OrStraight(RequestDelegate otherwise, Func<HttpContext, ConnectionContext, ChatConnection> meet)
        {
            var road = routes.ServiceProvider.GetRequiredService<StraightRoad>();
            var sockets = routes.CreateApplicationBuilder();
            sockets.UseWebSockets();
            sockets.Run(http => StraightRoad.Takes(http) ? road.TakeAsync(http, connection => meet(http, connection)) : otherwise(http));
            return sockets.Build();
        }
    }

    extension(ListenOptions door)
    {
        /// <summary>A connection goes on without HTTP when it has become a WebSocket. To be said before anything else of the door.</summary>
        public void UseStraightRoad()
        {
            StraightRoad? road = null;
            door.Use(http => wire => (road ??= door.ApplicationServices.GetRequiredService<StraightRoad>()).RunAsync(wire, http));
        }
    }

    private static JsonHubProtocol JsonProtocol()
    {
        var options = new JsonHubProtocolOptions();
        ChatJson.Configure(options.PayloadSerializerOptions);
        return new(Options.Create(options));
    }
}
