using Chat.Contracts;
using Chat.Native.Pictures;
using Chat.Tests.Running;

namespace Chat.Tests.Pictures;

public sealed class MutatedPictures : PictureTests
{
    private const int Rounds = 500;
    private const int Seed = 20_26;

    private static readonly string[] Expected = [ErrorCode.Invalid, ErrorCode.TooLarge];

    [Fact]
    public async Task Broken_pictures_are_read_or_refused_and_nothing_else()
    {
        Requires.Pictures();
        var originals = Made().ToList();
        foreach (var photo in RealPhotos())
        {
            originals.Add(Vips.Write(photo, new(160, 160), new(PictureFormat.Jpeg, 90), Token).Bytes);
        }

        var random = new Random(Seed);

        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var broken = Mutate([.. originals[round % originals.Count]], random);
            foreach (var answer in new[] { await Pictures.CleanAsync(broken, Token), await Pictures.ThumbnailAsync(broken, 64, Token) })
            {
                if (!answer.IsRefused(out var refusal, out var picture)) { Assert.NotEqual(0, picture.Bytes.Length); }
                else
                {
                    Assert.Contains(refusal.Code, Expected);
                    refused++;
                }
            }
        }

        Assert.InRange(refused, 1, 2 * Rounds - 1);
    }

    private static IEnumerable<byte[]> Made()
    {
        var png = PngMaker.Draw(90, 60, (x, y) => ((byte)(x * y), (byte)(x ^ y), (byte)(3 * x)));
        yield return png;
        yield return MadePictures.Jpeg(png);
        yield return MadePictures.WithPhoneMetadata(MadePictures.Jpeg(png), 6);
        yield return MadePictures.Save(png, "jpegsave_buffer", ("interlace", "true"));
        yield return MadePictures.Save(png, "pngsave_buffer", ("interlace", "true"));
        yield return MadePictures.Gif(png, 20);
        yield return MadePictures.Webp(png, 20);
        yield return MadePictures.Webp(png, 60);
        yield return MadePictures.Avif(png);
    }

    /// <summary>Most damage goes where headers are.</summary>
    private static byte[] Mutate(byte[] picture, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return picture[..random.Next(picture.Length)];
            case 1:
                var at = random.Next(picture.Length);
                return [.. picture[..at], .. picture[random.Next(picture.Length)..]];
            case 2:
                random.NextBytes(picture.AsSpan(random.Next(Math.Min(64, picture.Length)), 4));
                return picture;
            default:
                var reach = random.Next(2) == 0 ? Math.Min(256, picture.Length) : picture.Length;
                for (var count = random.Next(1, 12); count > 0; count--) { picture[random.Next(reach)] = (byte)random.Next(256); }
                return picture;
        }
    }
}
