using Chat.Contracts;
using Chat.Native.Pictures;
using Chat.Vision.Pictures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Tests.Pictures;

public sealed class MissingLibrary : PictureTests
{
    [Fact]
    public async Task Without_the_library_pictures_are_unavailable_and_say_what_to_do()
    {
        var (api, whyNot) = VipsLibrary.Load("@img/sharp-libvips-for-another-machine");
        Assert.Null(api);

        using var gate = new DecodeGate(1);
        var pictures = new VipsPictures(gate, TimeProvider.System, NullLogger<VipsPictures>.Instance) { WhyUnavailable = whyNot };
        var refusal = Refused(await pictures.ThumbnailAsync(PngMaker.LeftRedRightBlue(4, 4), 320, Token));

        Assert.Equal(ErrorCode.Unavailable, refusal.Code);
        Assert.Contains("npm ci", refusal.Sentence, StringComparison.Ordinal);
    }
}
