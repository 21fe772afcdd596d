namespace Chat.Bench.Load;

/// <summary>What came in one read of a socket.</summary>
internal sealed class Heard
{
    public List<long> Answers { get; } = [];

    /// <summary>Messages of the conversation, told to this member.</summary>
    public int Deliveries { get; set; }

    public int Refusals { get; set; }

    /// <summary>The server said something that ends the greeting.</summary>
    public bool IsGreeted { get; set; }

    /// <summary>A frame that must be sent back.</summary>
    public byte[]? Reply { get; set; }

    public void Clear()
    {
        Answers.Clear();
        (Deliveries, Refusals, IsGreeted, Reply) = (0, 0, false, null);
    }
}
