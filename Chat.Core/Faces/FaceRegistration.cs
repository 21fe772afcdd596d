using Chat.Core.Emotions;
using Chat.Core.Faces.Matching;
using Chat.Core.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.Core.Faces;

public static class FaceRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Faces and moods; what sees them stands behind <see cref="IFaceVision"/>. Reads <c>Chat:Faces</c> and <c>Chat:Emotions</c>.</summary>
        public IServiceCollection AddChatFaces()
        {
            services.AddOptions<FaceOptions>().BindConfiguration(FaceOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<FaceOptions>, FaceOptionsValidator>();
            services.TryAddSingleton<IFaceVision, NoFaceVision>();
            services.AddSingleton<TemplateIndex>().AddSingleton<TemplateVault>().AddSingleton<FaceDoor>().AddSingleton<FaceBook>();
            services.AddHostedService(provider => provider.GetRequiredService<FaceBook>());
            services.AddSingleton<FaceSightings>().AddSingleton<LookAtFrames>();
            services.AddScoped<FaceEnrolling>().AddScoped<EnrollFace>().AddScoped<DeleteFace>().AddScoped<SignInByFace>().AddScoped<SetConsent>();
            services.AddScoped<GetFaceDevices>().AddScoped<RevokeFaceDevice>().AddScoped<ListFaceConflicts>();
            services.AddSingleton<IFeatureReport, FaceFeature>().AddSingleton<IFeatureReport, EmotionFeature>();
            return services.AddMoods();
        }

        private IServiceCollection AddMoods()
        {
            services.AddOptions<EmotionOptions>().BindConfiguration(EmotionOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<EmotionOptions>, EmotionOptionsValidator>();
            services.AddSingleton<CurrentMoods>().AddScoped<NoteMood>().AddScoped<SetEmotion>().AddScoped<GetEmotions>().AddScoped<DeleteEmotions>();
            services.AddSingleton<MoodSweep>();
            return services.AddHostedService(provider => provider.GetRequiredService<MoodSweep>());
        }
    }
}
