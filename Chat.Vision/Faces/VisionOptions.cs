using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Vision.Faces;

public sealed class VisionOptions
{
    public const string Section = "Chat:Vision";

    /// <summary>Pictures in the models at once, for all connections together; 0 is one for each core.</summary>
    [Range(0, 256, ErrorMessage = "Chat:Vision:Workers is between 0 and 256.")]
    public int Workers { get; set; }
}

[OptionsValidator]
internal sealed partial class VisionOptionsValidator : IValidateOptions<VisionOptions>;
