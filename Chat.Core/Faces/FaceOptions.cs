using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Core.Faces;

public sealed class FaceOptions
{
    public const string Section = "Chat:Faces";
    public const string Device = "device";
    public const string Open = "open";
    public const string Off = "off";

    [AllowedValues(Device, Open, Off, ErrorMessage = "Chat:Faces:SignIn is device, open or off.")]
    public string SignIn { get; set; } = Device;

    /// <summary>Base64 of 32 bytes that seal what is kept of faces. Absent, a file in the data directory; nodes of one database need the same.</summary>
    [RegularExpression("^[A-Za-z0-9+/]{43}=$", ErrorMessage = "Chat:Faces:Key is 32 bytes in base64, as \"openssl rand -base64 32\" prints them.")]
    public string? Key { get; set; }

    /// <summary>How alike two pictures of one person are at least; 0 takes what is known of the model.</summary>
    [Range(0.0, 0.99, ErrorMessage = "Chat:Faces:SamePerson is between 0 and 0.99.")]
    public double SamePerson { get; set; }

    /// <summary>For all turns of the head together, from the first to the last straight look.</summary>
    [Range(5, 600, ErrorMessage = "Chat:Faces:TurnSeconds is between 5 and 600.")]
    public int TurnSeconds { get; set; } = 30;

    public bool IsOff => SignIn is Off;

    public bool IsOpen => SignIn is Open;
}

[OptionsValidator]
public sealed partial class FaceOptionsValidator : IValidateOptions<FaceOptions>;
