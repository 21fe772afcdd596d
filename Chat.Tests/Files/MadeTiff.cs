using System.Text;
using Chat.Tests.Pictures;

namespace Chat.Tests.Files;

/// <summary>A TIFF file of two pages in either byte order and width, that tells all that cameras and editors make it tell.</summary>
internal sealed record MadeTiff(bool IsLittle, bool IsBig)
{
    private const ushort Text = 2, Word = 3, Int = 4, Rational = 5;

    public static readonly byte[] Pixels = [.. Enumerable.Range(0, 600).Select(n => (byte)(n * 11 + 3))];

    private readonly List<byte> _bytes = [];

    /// <summary>Where the second page says that a third begins.</summary>
    public ulong? LastNext { get; init; }

    /// <summary>In place of where the EXIF directory lies.</summary>
    public ulong? ExifAt { get; init; }

    public byte[] Bytes()
    {
        _bytes.Clear();
        _bytes.AddRange(IsLittle ? "II"u8 : "MM"u8);
        Put(IsBig ? 43u : 42u, 2);
        if (IsBig) { Put(8, 2); Put(0, 2); }
        var first = _bytes.Count;
        Offset(0);

        var pixels = Append(Pixels);
        var place = Append(Encoding.ASCII.GetBytes(MadePictures.Place));
        var latitude = Append(MadePictures.LatitudeBytes);
        var gps = Directory([(1, Text, 2, 'N'), (2, Rational, 3, latitude)], next: 0);
        var exif = Directory([(0x9003, Text, (ulong)MadePictures.Place.Length, place), (0x927C, 7, (ulong)MadePictures.Place.Length, place)], next: 0);
        var length = (ulong)MadePictures.Place.Length;
        var small = Directory([(0x0100, Word, 1, 4), (0x010E, Text, length, place)], next: 0);
        var second = Directory([(0x0100, Word, 1, 8), (0x0132, Text, length, place)], LastNext ?? 0);
        var page = Directory(
        [
            (0x0100, Word, 1, 20), (0x0101, Word, 1, 30), (0x010E, Text, length, place), (0x010F, Text, 3, 0), (0x0111, Int, 1, pixels),
            (0x0117, Int, 1, (ulong)Pixels.Length), (0x013B, Text, length, place), (0x014A, Int, 1, small), (0x02BC, 1, length, place),
            (0x8649, 7, length, place), (0x8769, Int, 1, ExifAt ?? exif), (0x8825, Int, 1, gps),
        ], second);
        var end = _bytes.Count;
        Offset(page);
        var start = _bytes[end..];
        _bytes.RemoveRange(end, start.Count);
        _bytes.RemoveRange(first, start.Count);
        _bytes.InsertRange(first, start);
        return [.. _bytes];
    }

    /// <summary>Tags of all pages in order, small copies left out, as a reader finds them.</summary>
    public List<ushort> TagsOf(byte[] tiff)
    {
        var tags = new List<ushort>();
        var (countBytes, entryBytes, offsetBytes) = IsBig ? (8, 20, 8) : (2, 12, 4);
        for (var at = (int)Number(tiff, IsBig ? 8 : 4, offsetBytes); at != 0;)
        {
            var count = (int)Number(tiff, at, countBytes);
            at += countBytes;
            for (; count > 0; count--, at += entryBytes) { tags.Add((ushort)Number(tiff, at, 2)); }
            at = (int)Number(tiff, at, offsetBytes);
        }

        return tags;
    }

    private ulong Number(byte[] tiff, int at, int bytes)
    {
        var digits = tiff[at..(at + bytes)];
        return (IsLittle ? digits.Reverse() : digits).Aggregate(0ul, (number, digit) => number << 8 | digit);
    }

    private ulong Append(byte[] bytes)
    {
        var at = _bytes.Count;
        _bytes.AddRange(bytes);
        return (ulong)at;
    }

    private ulong Directory((ushort Tag, ushort Type, ulong Count, ulong Value)[] entries, ulong next)
    {
        var at = _bytes.Count;
        Put((ulong)entries.Length, IsBig ? 8 : 2);
        foreach (var (tag, type, count, value) in entries)
        {
            Put(tag, 2);
            Put(type, 2);
            Offset(count);

            // A short number stands at the front of its field, in either order.
            if (type == Word) { Put(value, 2); _bytes.AddRange(new byte[IsBig ? 6 : 2]); }
            else if (type == Int) { Put(value, 4); _bytes.AddRange(new byte[IsBig ? 4 : 0]); }
            else { Offset(value); }
        }

        Offset(next);
        return (ulong)at;
    }

    private void Offset(ulong value) => Put(value, IsBig ? 8 : 4);

    private void Put(ulong value, int bytes)
    {
        for (var digit = 0; digit < bytes; digit++) { _bytes.Add((byte)(value >> 8 * (IsLittle ? digit : bytes - 1 - digit))); }
    }
}
