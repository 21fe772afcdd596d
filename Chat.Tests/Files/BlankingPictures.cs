using System.Buffers.Binary;
using Chat.Core.Files;
using Chat.Core.Files.Blanking;
using Chat.Core.Results;
using Chat.Native.Pictures;
using Chat.Tests.Pictures;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Files;

/// <summary>Broken and hostile files: cleaned or refused, soon, and nothing else.</summary>
public sealed class BlankingPictures(FileApp app) : IClassFixture<FileApp>
{
    private const int Rounds = 600;
    private const int Seed = 20_26;

    // What would go on for ever would go on for longer than this.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_file_shows_the_same_picture_afterwards()
    {
        Requires.Pictures();
        var png = PngMaker.WithChunk(PngMaker.LeftRedRightBlue(64, 48), "eXIf", MadePictures.Exif(orientation: 1));
        var picture = MadePictures.Avif(png);
        Assert.True(Holds(picture, MadePictures.LatitudeBytes));

        // AVIF has HEIC's boxes, and unlike HEIC it can be made and read here.
        var (refusal, clean) = await BlankAsync(picture, ContentTypes.Heic);

        Assert.Null(refusal);
        Assert.False(Holds(clean, MadePictures.LatitudeBytes));
        Assert.Equal(Vips.ReadPixels(picture, 64).Rgb, Vips.ReadPixels(clean, 64).Rgb);
    }

    [Theory]
    [InlineData(uint.MaxValue, 10u)]
    [InlineData(0u, uint.MaxValue)]
    [InlineData(100u, 0u)]
    public async Task Exif_that_lies_outside_of_the_file_is_refused(uint at, uint length)
    {
        await AssertRefusedAsync(new MadeHeif { ExifAt = at, ExifLength = length }.Bytes(), ContentTypes.Heic);
        await AssertRefusedAsync(new MadeHeif { ExifAt = at, ExifLength = length, ExifInItemData = true }.Bytes(), ContentTypes.Heic);
    }

    [Fact]
    public async Task Exif_that_lies_upon_all_else_costs_no_more_than_the_file()
    {
        // One by one they would be 3.6 GB.
        var photo = WithLocations(items: 60, extents: 1_500, at: 0, length: 40_000);

        var (refusal, clean) = await BlankAsync(photo, ContentTypes.Heic);

        Assert.Null(refusal);
        Assert.Equal(photo.Length, clean.Length);
        Assert.Equal(new byte[40_000], clean[..40_000]);
    }

    [Theory]
    [InlineData(1_000_000, 0)]
    [InlineData(5_000, 65_535)]
    [InlineData(65_535, 1)]
    public async Task A_picture_of_a_million_parts_is_refused(int items, int extents) =>
        await AssertRefusedAsync(WithLocations(items, extents, at: 0, length: 0, isShort: true), ContentTypes.Heic);

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 1, 0x66, 0x72, 0x65, 0x65, 0, 0, 0, 0, 0, 0, 0, 15 })]
    [InlineData(new byte[] { 0, 0, 0, 1, 0x66, 0x72, 0x65, 0x65, 255, 255, 255, 255, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0, 7, 0x66, 0x72, 0x65, 0x65 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 0x66, 0x72, 0x65, 0x65 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    public async Task A_box_of_a_size_that_cannot_be_is_refused(byte[] box) =>
        await AssertRefusedAsync(new MadeHeif { After = box }.Bytes(), ContentTypes.Heic);

    [Fact]
    public async Task A_last_box_without_an_end_goes_on_to_the_end()
    {
        var (refusal, clean) = await BlankAsync(new MadeHeif { After = [0, 0, 0, 0, .. "uuid"u8, .. new byte[16], 1, 2, 3] }.Bytes(), ContentTypes.Heic);

        Assert.Null(refusal);
        Assert.Equal([0, 0, 0, 0, .. "free"u8, .. new byte[19]], clean[^27..]);
    }

    [Fact]
    public async Task Boxes_without_number_are_refused_and_boxes_in_boxes_end_soon()
    {
        byte[] many = [.. Enumerable.Repeat(MadeHeif.Box("free"), 200_000).SelectMany(box => box)];
        await AssertRefusedAsync(new MadeHeif { After = many }.Bytes(), ContentTypes.Heic);

        var nested = new byte[8 * 100_000];
        for (var at = 0; at < nested.Length; at += 8)
        {
            BinaryPrimitives.WriteInt32BigEndian(nested.AsSpan(at), nested.Length - at);
            (at == 0 ? "moov"u8 : "trak"u8).CopyTo(nested.AsSpan(at + 4));
        }

        Assert.Null((await BlankAsync(new MadeHeif { After = nested }.Bytes(), ContentTypes.Heic)).Refusal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Directories_that_go_round_in_a_circle_are_read_once(bool isLittle, bool isBig)
    {
        var straight = new MadeTiff(isLittle, isBig);
        var first = straight.Bytes();
        var start = isBig
            ? isLittle ? BinaryPrimitives.ReadUInt64LittleEndian(first.AsSpan(8)) : BinaryPrimitives.ReadUInt64BigEndian(first.AsSpan(8))
            : isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(first.AsSpan(4)) : BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(4));

        var (refusal, clean) = await BlankAsync((straight with { LastNext = start }).Bytes(), ContentTypes.Tiff);

        Assert.Null(refusal);
        Assert.False(Holds(clean, MadePictures.LatitudeBytes));
        Assert.True(Holds(clean, MadeTiff.Pixels));
    }

    [Fact]
    public async Task Directories_outside_of_the_file_are_refused()
    {
        await AssertRefusedAsync((new MadeTiff(true, false) with { LastNext = uint.MaxValue }).Bytes(), ContentTypes.Tiff);
        await AssertRefusedAsync((new MadeTiff(false, true) with { LastNext = ulong.MaxValue }).Bytes(), ContentTypes.Tiff);
        await AssertRefusedAsync((new MadeTiff(false, false) with { ExifAt = 0xFFFF_FFF0 }).Bytes(), ContentTypes.Tiff);
        await AssertRefusedAsync([.. "II*\0"u8, 0, 0, 0, 0], ContentTypes.Tiff);
        await AssertRefusedAsync([.. "II*\0"u8, 8, 0, 0], ContentTypes.Tiff);

        // A count beyond any file, and one that is no number of eight bytes times its type.
        await AssertRefusedAsync([.. "MM\0+\0\u0008\0\0"u8, 0, 0, 0, 0, 0, 0, 0, 16, 255, 255, 255, 255, 255, 255, 255, 255], ContentTypes.Tiff);
        await AssertRefusedAsync(
            [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x0E, 0, 12, 255, 255, 255, 255, 0, 0, 0, 8, 0, 0, 0, 0], ContentTypes.Tiff);
    }

    [Fact]
    public async Task A_chain_of_directories_that_lie_upon_each_other_ends()
    {
        // Each begins four bytes behind the last one, and claims sixteen thousand tags.
        var chain = new byte[1_000_000];
        "II*\0"u8.CopyTo(chain);
        for (var at = 4; at + 4 <= chain.Length; at += 4) { BinaryPrimitives.WriteInt32LittleEndian(chain.AsSpan(at), 0x4000 + at); }

        await AssertRefusedAsync(chain, ContentTypes.Tiff);
    }

    [Fact]
    public async Task Broken_files_are_cleaned_or_refused_and_keep_their_size()
    {
        (byte[] Bytes, string Type)[] originals =
        [
            (new MadeHeif().Bytes(), ContentTypes.Heic),
            (new MadeHeif { InfeVersion = 3, IlocVersion = 2, ExifInItemData = true }.Bytes(), ContentTypes.Heic),
            (new MadeTiff(true, false).Bytes(), ContentTypes.Tiff),
            (new MadeTiff(false, true).Bytes(), ContentTypes.Tiff),
        ];
        var random = new Random(Seed);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (original, type) = originals[round % originals.Length];
            var broken = Mutate([.. original], random);

            var (refusal, left) = await BlankAsync(broken, type);

            Assert.Equal(broken.Length, left.Length);
            if (refusal is null) { continue; }
            refused++;
            Assert.Equal(broken, left);
        }

        Assert.InRange(refused, 1, Rounds - 1);
    }

    private static byte[] Mutate(byte[] picture, Random random)
    {
        if (random.Next(6) == 0) { return picture[..random.Next(8, picture.Length)]; }

        // Past the pixels or in front of them: where directories are.
        for (var count = random.Next(1, 8); count > 0; count--)
        {
            picture[random.Next(2) == 0 ? random.Next(picture.Length) : random.Next(Math.Min(300, picture.Length))] = (byte)random.Next(256);
        }

        return picture;
    }

    private static byte[] WithLocations(int items, int extents, uint at, uint length, bool isShort = false)
    {
        var places = new MemoryStream();
        var infos = new MemoryStream();
        for (var id = 0; id < items; id++)
        {
            infos.Write([.. MadeHeif.Int(23), .. "infe"u8, 3, 0, 0, 0, .. MadeHeif.Int((uint)id), 0, 0, .. "Exif"u8, 0]);
            places.Write([.. MadeHeif.Int((uint)id), 0, 0, 0, 0, .. MadeHeif.Short(extents)]);
            for (var extent = 0; extent < extents && !isShort; extent++) { places.Write([.. MadeHeif.Int(at), .. MadeHeif.Int(length)]); }
        }

        return
        [
            .. MadeHeif.Box("ftyp", "heic\0\0\0\0mif1heic"u8.ToArray()),
            .. MadeHeif.Box("meta", [0, 0, 0, 0],
                MadeHeif.Box("iinf", [1, 0, 0, 0], MadeHeif.Int((uint)items), infos.ToArray()),
                MadeHeif.Box("iloc", [2, 0, 0, 0, (byte)(isShort ? 0 : 0x44), 0], MadeHeif.Int((uint)items), places.ToArray())),
        ];
    }

    private async Task AssertRefusedAsync(byte[] picture, string type)
    {
        var (refusal, left) = await BlankAsync(picture, type);
        Assert.Equal("invalid", refusal?.Code);
        Assert.Equal(picture, left);
    }

    private async Task<(Refusal? Refusal, byte[] Left)> BlankAsync(byte[] picture, string type)
    {
        using var draft = app.Services.GetRequiredService<FileFolder>().Begin(Guid.NewGuid());
        await draft.WriteAsync(draft.Upload, picture, Token);
        var refusal = await app.Services.GetRequiredService<FileBlanking>().BlankAsync(draft, type, Token).WaitAsync(Limit, Token);
        return (refusal, await File.ReadAllBytesAsync(draft.Upload, Token));
    }

    private static bool Holds(byte[] file, ReadOnlySpan<byte> part) => file.AsSpan().IndexOf(part) >= 0;
}
