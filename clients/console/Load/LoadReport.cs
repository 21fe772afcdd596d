namespace Chat.Terminal.Load;

/// <summary>What a load found. Its shape is documented for scripts.</summary>
internal sealed record LoadReport
{
    public required int Connections { get; init; }

    public required double Seconds { get; init; }

    public required long Acknowledged { get; init; }

    public required double AcknowledgedPerSecond { get; init; }

    /// <summary>From the moment a message was due, so that a server that holds up one call is charged for all that waited behind it.</summary>
    public required double P50Milliseconds { get; init; }

    public required double P99Milliseconds { get; init; }

    public required double MaxMilliseconds { get; init; }

    /// <summary>Due, and not sent any more when the time was over.</summary>
    public required long Unsent { get; init; }

    /// <summary>How often, by code.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }
}
