using Chat.Core.Faces;
using Chat.Core.Files;
using Chat.Vision.Faces;
using Chat.Vision.Pictures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.Vision;

public static class VisionRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Pictures and faces behind <see cref="IPictures"/> and <see cref="IFaceVision"/>. Reads <c>Chat:Vision</c>.</summary>
        public IServiceCollection AddChatVision()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(_ => new DecodeGate(Environment.ProcessorCount));
            services.AddSingleton<IPictures, VipsPictures>();

            services.AddOptions<VisionOptions>().BindConfiguration(VisionOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<VisionOptions>, VisionOptionsValidator>();
            services.AddSingleton<FaceModels>().AddSingleton<FaceWorkers>().AddSingleton<IFaceVision, CameraVision>();
            return services.AddHostedService<WarmUp>();
        }
    }
}
