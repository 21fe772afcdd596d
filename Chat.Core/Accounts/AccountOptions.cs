using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Core.Accounts;

public sealed class AccountOptions
{
    public const string Section = "Chat:Accounts";

    /// <summary>Rounds of PBKDF2 with SHA-512; OWASP's figure of 2023.</summary>
    [Range(1_000, 10_000_000, ErrorMessage = "Chat:Accounts:PasswordIterations is between 1000 and 10000000.")]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>A device that stays away longer signs in again.</summary>
    [Range(1, 3650, ErrorMessage = "Chat:Accounts:SessionDays is between 1 and 3650.")]
    public int SessionDays { get; set; } = 60;

    /// <summary>Off, only an admin or a configured site brings new accounts; the first one can always be made.</summary>
    public bool OpenRegistration { get; set; } = true;
}

[OptionsValidator]
public sealed partial class AccountOptionsValidator : IValidateOptions<AccountOptions>;
