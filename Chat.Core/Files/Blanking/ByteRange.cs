namespace Chat.Core.Files.Blanking;

internal readonly record struct ByteRange(long At, long Length)
{
    public long End => At + Length;

    /// <summary>A part of it, by numbers that a stranger wrote.</summary>
    public ByteRange Part(ulong at, ulong length) => at <= (ulong)Length && length <= (ulong)Length - at
        ? new(At + (long)at, (long)length)
        : throw new BrokenFileException("something lies outside of what holds it");

    public ByteRange From(int at) => Part((ulong)at, (ulong)Math.Max(0, Length - at));
}
