using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Faces;
using Chat.Core.Knowledge;
using Chat.Core.Messages;
using Chat.Core.Presence;
using Chat.Core.Reminders;
using Chat.Core.Search;
using Chat.Core.Server;
using Chat.Core.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.Core;

public static class CoreRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>The use cases, by feature.</summary>
        public IServiceCollection AddChatCore()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddScoped<SetTyping>().AddScoped<GetPresence>().AddScoped<SetStatus>();
            return services.AddChatFaces().AddAccounts().AddConversations().AddMessages().AddAssistant().AddSingleton<DescribeServer>();
        }

        private IServiceCollection AddAccounts()
        {
            services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
            services.AddSingleton<PasswordHashing>().AddSingleton<SessionGate>().AddSingleton<SessionNotices>();
            services.AddScoped<SessionIssue>().AddScoped<AdmitExternalUser>();
            services.AddScoped<RegisterUser>().AddScoped<LogIn>().AddScoped<RefreshSession>().AddScoped<LogOut>();
            services.AddScoped<GetMe>().AddScoped<UpdateProfile>().AddScoped<GetAvatar>().AddScoped<ExportAccount>().AddScoped<DeleteAccount>();
            services.AddScoped<ListSessions>().AddScoped<EndSession>();
            services.AddScoped<ListAccounts>().AddScoped<ChangeAccess>().AddScoped<SweepSessions>();
            return services;
        }

        private IServiceCollection AddConversations()
        {
            services.AddSingleton<GetConversations>().AddSingleton<GetConversation>().AddSingleton<GetParticipants>();
            services.AddSingleton<CreateConversation>().AddSingleton<RenameConversation>().AddSingleton<DeleteConversation>();
            services.AddSingleton<AddParticipants>().AddSingleton<RemoveParticipant>();
            services.AddSingleton<MuteConversation>().AddSingleton<ClearHistory>().AddSingleton<SyncChanges>();
            return services;
        }

        private IServiceCollection AddAssistant()
        {
            services.TryAddSingleton<IReplies, NoReplies>();
            services.TryAddSingleton<IAssistantWriter, NoWriter>();
            services.TryAddSingleton<IReplyDeltas, NoReplyDeltas>();
            services.TryAddSingleton<IDocumentReader, NoReader>();
            services.AddSingleton<KeepDocument>().AddSingleton<ListDocuments>().AddSingleton<GetDocument>().AddSingleton<DeleteDocument>();
            services.AddSingleton<SetReminder>().AddSingleton<DeliverReminder>();
            services.AddSingleton<ListReplies>().AddSingleton<ReadUsage>();
            services.AddSingleton<AskAssistant>().AddSingleton<ChangeReply>().AddSingleton<NameConversation>().AddSingleton<RegenerateReply>();
            services.AddScoped<StopReply>().AddSingleton<GetPrompt>().AddSingleton<SetPrompt>().AddSingleton<SuggestReply>().AddSingleton<Summarize>();
            return services;
        }

        private IServiceCollection AddMessages()
        {
            services.TryAddSingleton<IAttachments, NoAttachments>();
            services.AddSingleton<Mentions>().AddSingleton<AmongPeople>().AddSingleton<SendMessage>().AddSingleton<EditMessage>().AddSingleton<DeleteMessage>();
            services.AddSingleton<ReactToMessage>().AddSingleton<MarkRead>().AddSingleton<GetMessages>();
            services.AddSingleton<SearchMessages>().AddSingleton<FindUsers>();
            return services;
        }
    }
}
