namespace Chat.Bench.Load;

/// <summary>One member's side of a server's protocol, spoken by hand.</summary>
internal abstract class Wire
{
    /// <summary>Of the HTTP request that opens the socket.</summary>
    public abstract string Path { get; }

    /// <summary>Sent at once; null where the socket itself is enough.</summary>
    public abstract byte[]? FirstWords { get; }

    /// <summary>Comes into the conversation; null where the server knows who belongs there.</summary>
    public abstract FrameTemplate? Join { get; }

    /// <summary>A message to the conversation.</summary>
    public abstract FrameTemplate Send { get; }

    /// <summary>The same with other words.</summary>
    public abstract FrameTemplate Saying(string text);

    /// <summary>For servers that let go of whoever says nothing for a while.</summary>
    public virtual byte[]? StillHere => null;

    public abstract void Hear(ReadOnlySpan<byte> message, Heard heard);

    protected const string Text = "Sure, I checked your order: it left our warehouse this morning and should arrive by Friday.";
}
