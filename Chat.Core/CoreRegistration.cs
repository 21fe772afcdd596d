using Chat.Core.Accounts;
using Chat.Core.Presence;
using Chat.Core.Server;
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
            return services.AddAccounts().AddSingleton<DescribeServer>();
        }

        private IServiceCollection AddAccounts()
        {
            services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
            services.AddSingleton<PasswordHashing>().AddSingleton<SessionGate>().AddSingleton<SessionNotices>();
            services.AddScoped<SessionIssue>().AddScoped<AdmitExternalUser>();
            services.AddScoped<RegisterUser>().AddScoped<LogIn>().AddScoped<RefreshSession>().AddScoped<LogOut>();
            services.AddScoped<GetMe>().AddScoped<UpdateProfile>().AddScoped<ExportAccount>().AddScoped<DeleteAccount>();
            services.AddScoped<ListAccounts>().AddScoped<ChangeAccess>().AddScoped<SweepSessions>();
            return services;
        }
    }
}
