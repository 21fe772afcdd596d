using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Hubs.Connections;

/// <summary>How much one connection, and one user on all their connections to a node, may ask.</summary>
public sealed class CallLimits
{
    public const string Section = "Chat:Limits";

    /// <summary>Off only for load tests.</summary>
    public bool Enabled { get; set; } = true;

    [Range(1, 1_000_000, ErrorMessage = "Chat:Limits:ConnectionCallsPerSecond is at least 1.")]
    public int ConnectionCallsPerSecond { get; set; } = 100;

    [Range(1, 1_000_000, ErrorMessage = "Chat:Limits:UserCallsPerSecond is at least 1.")]
    public int UserCallsPerSecond { get; set; } = 200;

    /// <summary>A client that comes back after a while asks for much at once; so many seconds' worth it may.</summary>
    public const double BurstSeconds = 5;

    /// <summary>A connection that is refused so often in a row is no client any more.</summary>
    public const int RefusalsBeforeClosing = 500;

    internal CallBudget ForConnection(TimeProvider clock) => Budget(ConnectionCallsPerSecond, clock);

    internal CallBudget ForUser(TimeProvider clock) => Budget(UserCallsPerSecond, clock);

    private CallBudget Budget(double perSecond, TimeProvider clock) => Enabled
        ? new(perSecond * BurstSeconds, perSecond, clock)
        : new(double.PositiveInfinity, 1, clock);
}

[OptionsValidator]
internal sealed partial class CallLimitsValidator : IValidateOptions<CallLimits>;
