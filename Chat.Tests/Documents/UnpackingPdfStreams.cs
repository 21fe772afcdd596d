using System.Text;
using static Chat.Tests.Documents.PdfReading;

namespace Chat.Tests.Documents;

public sealed class UnpackingPdfStreams
{
    private const string Lines = "The tea house opens at nine, at nine, at nine, at nine.";

    private static byte[] Plain => PdfSketch.Bytes(PdfSketch.Lines(Lines));

    [Fact]
    public void Flate() => Reads(PdfSketch.Flate(Plain), "/FlateDecode");

    [Fact]
    public void Flate_without_its_header_or_its_end()
    {
        var packed = PdfSketch.Flate(Plain);

        Reads([1, 2, .. packed[2..]], "/FlateDecode");
        Reads(packed[..^4], "/FlateDecode");
    }

    [Fact]
    public void Flate_that_wants_a_dictionary_unpacks_to_nothing()
    {
        var sketch = PdfSketch.Of("").PutStream(10, [0x78, 0x20, 0xFF, 0xFF, 0xFF, 0xFF, .. PdfSketch.Flate(Plain)[2..]], "/Filter /FlateDecode");

        Assert.Contains("no text", Refusal(sketch.Bytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Hexadecimal_digits() => Reads(PdfSketch.Bytes(string.Join("\r\n", Convert.ToHexString(Plain).Chunk(40).Select(line => new string(line))) + ">"), "/ASCIIHexDecode");

    [Fact]
    public void Base_85() => Reads(Base85(Plain), "/A85");

    [Fact]
    public void Lzw() => Reads(Packed(Plain), "/LZWDecode");

    [Fact]
    public void Lzw_of_a_long_text_uses_all_sizes_of_codes()
    {
        var words = string.Join(' ', Enumerable.Range(0, 4_000).Select(one => $"{one * 7919 % 10_007}"));
        var sketch = PdfSketch.Of("").PutStream(10, Packed(PdfSketch.Bytes(PdfSketch.Lines(words))), "/Filter /LZWDecode");

        Assert.Equal(words, Text(sketch.Bytes()));
    }

    [Fact]
    public void Runs()
    {
        byte[] packed = [.. Plain.Chunk(100).SelectMany(part => (byte[])[(byte)(part.Length - 1), .. part]), 251, (byte)' ', 128, 1, 2];

        Reads(packed, "/RunLengthDecode");
    }

    [Fact]
    public void One_after_the_other() => Reads(Base85(PdfSketch.Flate(Plain)), "[/ASCII85Decode /FlateDecode]");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Differences_from_neighbours(int kind)
    {
        var rows = Plain.Concat(Enumerable.Repeat((byte)' ', 20 - (Plain.Length % 20))).Chunk(20).ToArray();
        var packed = rows.SelectMany((row, at) => (byte[])[(byte)kind, .. row.Select((one, x) => (byte)(one - Guess(kind, rows, at, x)))]).ToArray();

        Reads(PdfSketch.Flate(packed), "/FlateDecode", "/DecodeParms << /Predictor 15 /Columns 20 >>");
    }

    [Fact]
    public void Differences_as_tiff_has_them()
    {
        var rows = Plain.Concat(Enumerable.Repeat((byte)' ', 20 - (Plain.Length % 20))).Chunk(20);
        var packed = rows.SelectMany(row => row.Select((one, x) => (byte)(x < 2 ? one : one - row[x - 2]))).ToArray();

        Reads(PdfSketch.Flate(packed), "/FlateDecode", "/DecodeParms [<< /Predictor 2 /Columns 10 /Colors 2 >>]");
    }

    private static void Reads(byte[] packed, string filter, string parameters = "")
    {
        var sketch = PdfSketch.Of("").PutStream(10, packed, $"/Filter {filter} {parameters}");

        Assert.Equal(Lines, Text(sketch.Bytes()));
    }

    private static int Guess(int kind, byte[][] rows, int at, int x)
    {
        var (left, above) = (x is 0 ? 0 : rows[at][x - 1], at is 0 ? 0 : rows[at - 1][x]);
        var corner = x is 0 || at is 0 ? 0 : rows[at - 1][x - 1];
        return kind switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => ((int[])[left, above, corner]).MinBy(one => Math.Abs(left + above - corner - one)), _ => 0 };
    }

    private static byte[] Base85(byte[] plain)
    {
        var text = new StringBuilder();
        foreach (var part in plain.Chunk(4))
        {
            var value = part.Concat(new byte[4 - part.Length]).Aggregate(0u, (sum, one) => (sum << 8) | one);
            var digits = new char[5];
            for (var at = 4; at >= 0; at--, value /= 85) { digits[at] = (char)('!' + (value % 85)); }
            text.Append(part.Length is 4 && part.All(one => one is 0) ? "z" : new string(digits, 0, part.Length + 1)).Append('\n');
        }

        return PdfSketch.Bytes(text + "~>");
    }

    private static byte[] Packed(byte[] plain)
    {
        var (known, bits, width) = (Fresh(), new List<bool>(), 9);
        void Put(int code)
        {
            for (var bit = width - 1; bit >= 0; bit--) { bits.Add(((code >> bit) & 1) is 1); }
        }

        Put(256);
        var seen = "";
        foreach (var one in plain)
        {
            var longer = seen + (char)one;
            if (known.ContainsKey(longer)) { seen = longer; continue; }
            Put(known[seen]);
            known[longer] = known.Count + 2;
            width = (known.Count + 2) switch { >= 2_048 => 12, >= 1_024 => 11, >= 512 => 10, _ => 9 };
            if (known.Count + 2 >= 4_094)
            {
                Put(256);
                (known, width) = (Fresh(), 9);
            }

            seen = $"{(char)one}";
        }

        Put(known[seen]);
        Put(257);
        return [.. bits.Chunk(8).Select(part => (byte)part.Select((bit, at) => bit ? 128 >> at : 0).Sum())];
    }

    private static Dictionary<string, int> Fresh() => Enumerable.Range(0, 256).ToDictionary(one => $"{(char)one}", one => one, StringComparer.Ordinal);
}
