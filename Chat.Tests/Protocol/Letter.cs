using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts.Wire;

namespace Chat.Tests.Protocol;

/// <summary>A record with a field of every shape that the contract has.</summary>
public sealed record Letter
{
    public required Guid Id { get; init; }

    public required string Text { get; init; }

    public required Tone Tone { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public long Seq { get; init; }

    public double Score { get; init; }

    public float Loudness { get; init; }

    public bool IsRead { get; init; }

    public int? HeardUpTo { get; init; }

    public Guid? ReplyTo { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public Tone? Mood { get; init; }

    public string? Note { get; init; }

    public byte[]? Image { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, int>? Counts { get; init; }

    public List<Letter>? Replies { get; init; }

    public Stamp? Stamp { get; init; }

    public Corner Corner { get; init; }

    public byte[][]? Pages { get; init; }

    public decimal? Price { get; init; }

    [JsonIgnore]
    public string Hidden { get; init; } = "never on the wire";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? AlwaysThere { get; init; }

    [JsonPropertyName("renamed")]
    public uint Number { get; init; }
}

public sealed record Stamp(Guid Id, string Country, int Cents = 50, string? Motif = null);

public readonly record struct Corner(double X, double Y);

[JsonConverter(typeof(CamelCaseEnumConverter<Tone>))]
public enum Tone
{
    Neutral,
    Warm,
    VeryWarm,
}

internal static class TestWire
{
    /// <summary>The contract's own description, with reflection behind it for what only tests know.</summary>
    public static JsonSerializerOptions Options { get; } = Describe();

    private static JsonSerializerOptions Describe()
    {
        var options = new JsonSerializerOptions(ChatJson.Wire);
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.MakeReadOnly();
        return options;
    }
}
