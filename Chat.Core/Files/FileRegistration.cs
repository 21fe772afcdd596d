using Chat.Core.Files.Blanking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Core.Files;

public static class FileRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Taking, giving and forgetting files. Reads <c>Chat:Files</c>; needs the data directory, the database and <see cref="IPictures"/>.</summary>
        public IServiceCollection AddChatFiles()
        {
            services.AddOptions<FileSettings>().BindConfiguration(FileSettings.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<FileSettings>, FileSettingsCheck>();
            services.AddSingleton<CreateFile>(FileDisk.Create);
            services.AddSingleton<FileFolder>().AddSingleton<PictureIntake>().AddSingleton<FileBlanking>().AddSingleton<UploadPlaces>();
            services.AddScoped<FileQuota>().AddScoped<UploadFile>().AddScoped<ReadFile>().AddScoped<SweepFiles>();
            return services;
        }
    }
}
