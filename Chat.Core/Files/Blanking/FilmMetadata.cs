namespace Chat.Core.Files.Blanking;

/// <summary>
/// What a film tells beside its pictures and its sound: place, camera and author lie in boxes of MP4 and QuickTime that no player needs, and
/// become free space. Tracks of words and places that run with the film are not looked into.
/// </summary>
internal sealed class FilmMetadata(IsoBoxes boxes, Blanks blanks)
{
    public void Find(ByteRange file)
    {
        foreach (var box in boxes.AsFarAsItGoes(file))
        {
            if (box.Type is "moov" or "moof") { FindIn(box); }
            else if (IsTelling(box)) { blanks.Free(box); }
        }
    }

    public void FindIn(IsoBox film)
    {
        foreach (var box in boxes.In(film.Body))
        {
            if (IsTelling(box)) { blanks.Free(box); }
            if (box.Type is not ("trak" or "traf")) { continue; }
            foreach (var part in boxes.In(box.Body).Where(IsTelling)) { blanks.Free(part); }
        }
    }

    private static bool IsTelling(IsoBox box) => box.Type is "udta" or "meta" or "uuid" or "free" or "skip";
}
