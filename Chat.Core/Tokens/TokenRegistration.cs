using Chat.Core.Tokens.Issuers;
using Chat.Core.Tokens.Own;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.Core.Tokens;

public static class TokenRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Making and checking access tokens. Reads <c>Chat:Tokens</c>; needs the data directory and the database.</summary>
        public IServiceCollection AddChatTokens()
        {
            services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateOnStart();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TokenOptions>, TokenOptionsCheck>());

            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<ISigningKeyStore, EfSigningKeyStore>();
            services.AddSingleton<PrivateKeyFiles>();
            services.AddSingleton<NodeKey>();
            services.AddSingleton<PublicHalves>();
            services.AddSingleton(provider =>
                new SigningKeyRing(provider.GetRequiredService<NodeKey>(), provider.GetRequiredService<PublicHalves>()));

            services.AddSingleton<OwnTokenCheck>();
            services.AddSingleton<IssuerBook>();
            services.AddSingleton<IAccessTokens, AccessTokens>();
            services.AddSingleton<ITokenChecks, TokenChecks>();
            return services;
        }
    }
}
