using Chat.Core.Files;
using Chat.Vision.Pictures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Vision;

public static class VisionRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Pictures through libvips behind <see cref="IPictures"/>.</summary>
        public IServiceCollection AddChatVision()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(_ => new DecodeGate(Environment.ProcessorCount));
            services.AddSingleton<IPictures, VipsPictures>();
            return services;
        }
    }
}
