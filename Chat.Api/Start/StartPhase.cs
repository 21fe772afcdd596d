namespace Chat.Api.Start;

/// <summary>Whether the server is still starting.</summary>
internal sealed class StartPhase
{
    public bool IsOver { get; set; }
}
