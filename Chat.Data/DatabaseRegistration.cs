using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Data;
using Chat.Core.Files;
using Chat.Core.Knowledge;
using Chat.Core.Log;
using Chat.Core.Messages;
using Chat.Core.Nodes;
using Chat.Core.Presence;
using Chat.Core.Reminders;
using Chat.Core.Search;
using Chat.Core.Sync;
using Chat.Data.Accounts;
using Chat.Data.Assistant;
using Chat.Data.Conversations;
using Chat.Data.Files;
using Chat.Data.Knowledge;
using Chat.Data.Log;
using Chat.Data.Nodes;
using Chat.Data.Presence;
using Chat.Data.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Data;

public static class DatabaseRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// The database, its context and the node bus behind the Core ports. Reads <c>Chat:Database</c> and <c>Chat:Data:Directory</c>.
        /// Call <see cref="ChatDatabase.StartAsync"/> before the host's start; the container's disposal stops a private PostgreSQL last.
        /// </summary>
        public IServiceCollection AddChatData()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(provider => DataOptions.Read(provider.GetRequiredService<IConfiguration>()));
            services.AddSingleton(provider => provider.GetRequiredService<DataOptions>().Directory);
            services.AddSingleton(provider => new ChatDatabase(
                provider.GetRequiredService<DataOptions>(), provider.GetRequiredService<ILogger<ChatDatabase>>()));
            services.AddSingleton(provider => provider.GetRequiredService<ChatDatabase>().Source);

            services.AddDbContextPool<ChatDbContext>((provider, context) => context.UseNpgsql(provider.GetRequiredService<ChatDatabase>().Source));
            services.AddScoped<IChatDb>(provider => provider.GetRequiredService<ChatDbContext>());
            services.AddSingleton<ISignInAttempts, SignInAttempts>();
            services.AddSingleton<IFileUses, FileUses>().AddSingleton<IAttachments, FileClaims>();
            services.AddSingleton<IPresenceStore, PresenceStore>().AddSingleton<IReplyStore, ReplyStore>().AddSingleton<IAssistantMemory, AssistantMemory>();
            services.AddSingleton<IKnowledgeStore, KnowledgeStore>().AddSingleton<IReminderStore, ReminderStore>();
            return services.AddNodeBus().AddMessageLog().AddConversationReads();
        }

        private IServiceCollection AddMessageLog()
        {
            services.AddSingleton<LogMetrics>().AddSingleton<MessageLog>();
            services.AddSingleton<IMessageLog>(provider => provider.GetRequiredService<MessageLog>());
            services.AddHostedService(provider => provider.GetRequiredService<MessageLog>());
            services.AddSingleton<WordBacklog>().AddSingleton<WordIndex>().AddHostedService<WordIndexing>();
            services.AddSingleton<Tidying>();
            services.AddHostedService(provider => provider.GetRequiredService<Tidying>());
            return services;
        }

        private IServiceCollection AddConversationReads()
        {
            services.AddSingleton<IConversationViews, ConversationViews>().AddSingleton<IConversationLists, ConversationLists>();
            services.AddSingleton<IHistory, History>().AddSingleton<ISyncSource, SyncSource>();
            services.AddSingleton<IMessageSearch, MessageSearch>().AddSingleton<IPeople, People>();
            return services;
        }

        /// <summary>One node alone needs no database to hear itself.</summary>
        private IServiceCollection AddNodeBus()
        {
            services.AddSingleton<LocalBus>();
            services.AddSingleton<PostgresBus>();
            services.AddOptions<NodeOptions>().BindConfiguration(NodeOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<NodeOptions>, NodeOptionsCheck>();
            services.AddSingleton<INodeBus>(provider => IsAlone(provider)
                ? provider.GetRequiredService<LocalBus>()
                : provider.GetRequiredService<PostgresBus>());
            services.AddSingleton<IHostedService>(provider => (BackgroundService)provider.GetRequiredService<INodeBus>());
            return services;
        }
    }

    /// <summary>Nobody else reaches a private database, so there is nobody else to hear.</summary>
    private static bool IsAlone(IServiceProvider provider) => provider.GetRequiredService<IOptions<NodeOptions>>().Value.Bus switch
    {
        NodeOptions.Local => true,
        NodeOptions.Postgres => false,
        _ => provider.GetRequiredService<ChatDatabase>().IsPrivate,
    };
}
