namespace Chat.Terminal.Smoke;

/// <summary>What one check found. Its shape is documented for scripts.</summary>
internal sealed record CheckResult(string Check, CheckOutcome Outcome, double Milliseconds, string Detail);

[System.Text.Json.Serialization.JsonConverter(typeof(Contracts.Wire.CamelCaseEnumConverter<CheckOutcome>))]
internal enum CheckOutcome
{
    Ok,
    Failed,

    /// <summary>Something it needs failed before it.</summary>
    Skipped,
}
