using System.Buffers.Binary;
using System.Text;

namespace Chat.Core.Files.Blanking;

/// <param name="At">Where its header begins.</param>
internal readonly record struct IsoBox(string Type, long At, ByteRange Body);

/// <summary>Walks the boxes of ISO/IEC 14496-12, one after another, within what holds them.</summary>
internal sealed class IsoBoxes(PictureBytes picture, CancellationToken cancellationToken)
{
    /// <summary>A photo has a few dozen, the hour-long sequence some thousands.</summary>
    private const int Most = 100_000;

    private int _seen;

    public IEnumerable<IsoBox> In(ByteRange range)
    {
        for (var at = range.At; at < range.End;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_seen > Most) { throw new BrokenPictureException("it has too many boxes"); }
            var box = Read(new(at, range.End - at));
            yield return box;
            at = box.Body.End;
        }
    }

    private IsoBox Read(ByteRange rest)
    {
        Span<byte> header = stackalloc byte[16];
        picture.Read((ulong)rest.Part(0, 8).At, header[..8]);
        var (size, headerSize) = ((ulong)BinaryPrimitives.ReadUInt32BigEndian(header), 8);
        if (size == 1)
        {
            picture.Read((ulong)rest.Part(8, 8).At, header[8..]);
            (size, headerSize) = (BinaryPrimitives.ReadUInt64BigEndian(header[8..]), 16);
        }
        else if (size == 0)
        {
            // The last one may go on to the end without knowing where that is.
            size = (ulong)rest.Length;
        }

        // One that is smaller than its header has no part behind it.
        return new(Encoding.Latin1.GetString(header[4..8]), rest.At, rest.Part(0, size).From(headerSize));
    }
}
