using Chat.Contracts.Messages;

namespace Chat.Assistant.Models;

/// <summary>What came of letting a model speak, filled in while it does.</summary>
internal sealed class ModelTurn
{
    public string Model { get; set; } = "none";

    public long TokensIn { get; set; }

    public long TokensOut { get; set; }

    public long? FirstTokenAt { get; set; }

    public IReadOnlyList<Citation>? Citations { get; set; }
}
