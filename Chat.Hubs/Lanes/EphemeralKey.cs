namespace Chat.Hubs.Lanes;

/// <summary>What an ephemeral event is about: a newer one about the same replaces it.</summary>
internal readonly record struct EphemeralKey(string Kind, Guid Subject, Guid Actor = default);
