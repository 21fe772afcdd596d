using System.Buffers.Binary;
using System.Text;

namespace Chat.Core.Files.Blanking;

/// <param name="At">Where its header begins.</param>
internal readonly record struct IsoBox(string Type, long At, ByteRange Body);

/// <summary>Walks the boxes of ISO/IEC 14496-12, one after another, within what holds them.</summary>
internal sealed class IsoBoxes(BytesOnDisk bytes, CancellationToken cancellationToken)
{
    /// <summary>A photo has a few dozen, the hour-long sequence some thousands.</summary>
    private const int Most = 100_000;

    private const int ShortHeader = 8, LongHeader = 16;

    private int _seen;

    public IEnumerable<IsoBox> In(ByteRange range)
    {
        for (var at = range.At; at < range.End;)
        {
            var rest = new ByteRange(at, range.End - at);
            var (type, size, headerSize) = Header(rest);

            // One that is smaller than its header has no part behind it.
            var body = rest.Part(0, size).From(headerSize);
            yield return new(type, at, body);
            at = body.End;
        }
    }

    /// <summary>The same of a film as a whole, whose end may be missing, or be no box: players show it all the same.</summary>
    public IEnumerable<IsoBox> AsFarAsItGoes(ByteRange film)
    {
        for (var at = film.At; film.End - at >= LongHeader;)
        {
            var rest = new ByteRange(at, film.End - at);
            var (type, size, headerSize) = Header(rest);
            if (size < (ulong)headerSize) { yield break; }
            var body = rest.Part(0, Math.Min(size, (ulong)rest.Length)).From(headerSize);
            yield return new(type, at, body);
            at = body.End;
        }
    }

    private (string Type, ulong Size, int HeaderSize) Header(ByteRange rest)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_seen > Most) { throw new BrokenFileException("it has too many boxes"); }
        Span<byte> header = stackalloc byte[LongHeader];
        bytes.Read((ulong)rest.Part(0, ShortHeader).At, header[..ShortHeader]);
        var type = Encoding.Latin1.GetString(header[4..ShortHeader]);
        switch (BinaryPrimitives.ReadUInt32BigEndian(header))
        {
            case 0:
                // The last one may go on to the end without knowing where that is.
                return (type, (ulong)rest.Length, ShortHeader);
            case 1:
                bytes.Read((ulong)rest.Part(ShortHeader, ShortHeader).At, header[ShortHeader..]);
                return (type, BinaryPrimitives.ReadUInt64BigEndian(header[ShortHeader..]), LongHeader);
            case var size:
                return (type, size, ShortHeader);
        }
    }
}
