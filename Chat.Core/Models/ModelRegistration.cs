using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.Core.Models;

public static class ModelRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>The catalogue, and where its files are looked for. Reads <c>Chat:Models</c>.</summary>
        public IServiceCollection AddChatModels()
        {
            services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>());
            services.TryAddSingleton(ModelCatalogue.Official);
            services.TryAddSingleton<ModelFiles>();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<FetchMissing>();
            return services;
        }
    }
}
