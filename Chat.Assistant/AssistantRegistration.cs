using System.Net;
using Chat.Assistant.BuiltIn;
using Chat.Assistant.Context;
using Chat.Assistant.Knowledge;
using Chat.Assistant.Models;
using Chat.Assistant.Reminders;
using Chat.Assistant.Replies;
using Chat.Assistant.Tools;
using Chat.Core.Assistant;
using Chat.Core.Knowledge;
using Chat.Core.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.Assistant;

public static class AssistantRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>The assistant behind the Core ports. Reads <c>Chat:Assistant</c>; stops before the log that takes its last words.</summary>
        public IServiceCollection AddChatAssistant()
        {
            services.AddOptions<AssistantOptions>().BindConfiguration(AssistantOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<AssistantOptions>, AssistantOptionsValidator>();
            services.AddSingleton<IValidateOptions<AssistantOptions>, AssistantOptionsCheck>();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<AssistantMetrics>().AddSingleton<NodeIdentity>();
            services.AddSingleton<Embeddings>().AddSingleton<PassageVectors>();
            services.AddSingleton<IAssistantTool, SearchMyMessages>().AddSingleton<IAssistantTool, TellDate>();
            services.AddSingleton<IAssistantTool, SummarizeConversation>().AddSingleton<IAssistantTool, SetReminderTool>().AddSingleton<ToolBox>();
            services.AddSingleton<KnowledgeSearch>().Replace(ServiceDescriptor.Singleton<IDocumentReader, DocumentReader>());
            return services.AddModels().AddReplies();
        }

        private IServiceCollection AddModels()
        {
            services.AddTransient<LineLimit>();
            services.AddHttpClient(OpenAIChat.HttpName, http => http.Timeout = Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
                {
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(5), AutomaticDecompression = DecompressionMethods.None,
                })
                .AddHttpMessageHandler<LineLimit>().RemoveAllLoggers();
            services.AddSingleton<BuiltInAssistant>().AddLoop<ModelChoice>();
            services.AddSingleton<IModelChoice>(provider => provider.GetRequiredService<ModelChoice>());
            services.AddSingleton<IFeatureReport>(provider => provider.GetRequiredService<ModelChoice>());
            return services.AddSingleton<ModelChain>().AddSingleton<ModelTurns>().AddSingleton<ModelTexts>();
        }

        private IServiceCollection AddReplies()
        {
            services.AddLoop<AssistantBot>().AddLoop<ReplyRecovery>();
            services.AddSingleton<SaidBefore>().AddSingleton<Summaries>().AddSingleton<ReplyContexts>().AddSingleton<ReplyTyping>().AddSingleton<ReplyLimits>().AddSingleton<FirstExchange>().AddSingleton<ReplyWriting>();
            services.AddLoop<ReplyDesk>().AddLoop<ReplySaves>().AddLoop<ReminderRounds>();
            services.Replace(ServiceDescriptor.Singleton<IAssistantWriter, AssistantWriter>());
            return services.Replace(ServiceDescriptor.Singleton<IReplies>(provider => provider.GetRequiredService<ReplyDesk>()));
        }

        private IServiceCollection AddLoop<T>() where T : class, IHostedService =>
            services.AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
