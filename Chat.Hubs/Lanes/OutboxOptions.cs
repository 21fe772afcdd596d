using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Hubs.Lanes;

/// <summary>How much may wait for one connection's reader, and how long.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Chat:Outbox";

    /// <summary>
    /// Of both lanes together. The bytes of an event are shared by all who wait for it, so that a thousand slow readers of one
    /// conversation hold them once.
    /// </summary>
    [Range(4_096, 64 * 1024 * 1024, ErrorMessage = "Chat:Outbox:Bytes is between 4096 and 67108864.")]
    public int Bytes { get; set; } = 1024 * 1024;

    /// <summary>Of the ephemeral lane; what does not fit replaces what is oldest.</summary>
    [Range(1_024, 64 * 1024 * 1024, ErrorMessage = "Chat:Outbox:EphemeralBytes is between 1024 and 67108864.")]
    public int EphemeralBytes { get; set; } = 128 * 1024;

    /// <summary>A reader that takes nothing for so long is let go.</summary>
    [Range(1, 3_600, ErrorMessage = "Chat:Outbox:PatienceSeconds is between 1 and 3600.")]
    public int PatienceSeconds { get; set; } = 30;
}

[OptionsValidator]
internal sealed partial class OutboxOptionsValidator : IValidateOptions<OutboxOptions>;
