using Chat.Core.Models;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Tests.Faces;

/// <summary>The real application with models made by the tests.</summary>
public class MadeModelsApp : ChatApp
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-models-").FullName;
    private readonly ModelCatalogue _catalogue;

    public MadeModelsApp() => _catalogue = MadeModels.Write(_folder);

    /// <summary>Who may be signed in by face.</summary>
    protected virtual string SignIn => "device";

    protected override IReadOnlyList<string> Settings =>
        [$"--Chat:Models:Directory={_folder}", "--Chat:Faces:Key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", $"--Chat:Faces:SignIn={SignIn}"];

    protected override void Adjust(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton(_catalogue));
}
