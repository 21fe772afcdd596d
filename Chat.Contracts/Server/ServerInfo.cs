namespace Chat.Contracts.Server;

public sealed record ServerInfo
{
    public required string Version { get; init; }

    public required Features Features { get; init; }

    public required Limits Limits { get; init; }
}

public sealed record Features
{
    public required Feature Assistant { get; init; }

    public required Feature Faces { get; init; }

    public required Feature Emotions { get; init; }

    public required Feature SpeechToText { get; init; }

    public required Feature TextToSpeech { get; init; }

    public required Feature Push { get; init; }

    public required Feature Calls { get; init; }
}

/// <summary>Whether a feature can be used here and, where it cannot, what to do about it.</summary>
public sealed record Feature
{
    public required bool Available { get; init; }

    public required string Detail { get; init; }
}

public sealed record Limits
{
    /// <summary>Bytes of one message of the hub, in either encoding.</summary>
    public required int HubMessageBytes { get; init; }

    /// <summary>Bytes of a REST body that is not a file.</summary>
    public required int BodyBytes { get; init; }

    public required int UsernameLength { get; init; }

    public required int DisplayNameLength { get; init; }

    public required int PasswordMinLength { get; init; }
}
