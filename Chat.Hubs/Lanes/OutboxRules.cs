using Chat.Contracts;
using Chat.Contracts.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Hubs.Lanes;

/// <summary>What all outboxes of a node share.</summary>
internal sealed class OutboxRules(IOptions<OutboxOptions> options, LaneMetrics metrics, TimeProvider clock, ILogger<OutboxRules> logger)
{
    /// <summary>Told once to a reader for whom events were left out.</summary>
    public static readonly Problem SyncNotice = new()
    {
        Code = ErrorCode.Expired,
        Message = "Some events were left out on this connection. Call Sync with what you have.",
        Sync = true,
    };

    public OutboxOptions Bounds { get; } = options.Value;

    public TimeSpan Patience { get; } = TimeSpan.FromSeconds(options.Value.PatienceSeconds);

    public LaneMetrics Metrics { get; } = metrics;

    public TimeProvider Clock { get; } = clock;

    public ILogger Logger { get; } = logger;

    public SerializedHubMessage Behind { get; } = LaneEvents.Problem(SyncNotice);
}
