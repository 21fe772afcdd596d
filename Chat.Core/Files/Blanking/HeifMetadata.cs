namespace Chat.Core.Files.Blanking;

/// <summary>
/// What a HEIF file tells beside its pixels: items of EXIF and XMP become zeros, which every reader passes over, and boxes that no
/// picture needs become free space. Pictures within are not looked into (ISO/IEC 23008-12).
/// </summary>
internal sealed class HeifMetadata(BytesOnDisk picture, IsoBoxes boxes, Blanks blanks)
{
    /// <summary>Version and flags that begin the body of many a box.</summary>
    private const int FlagBytes = 4;

    private readonly FilmMetadata _film = new(boxes, blanks);

    public void Find()
    {
        var isPicture = false;
        foreach (var box in boxes.In(picture.Whole))
        {
            switch (box.Type)
            {
                case "meta":
                    FindInItems(box);
                    isPicture = true;
                    break;
                case "moov" or "moof":
                    _film.FindIn(box);
                    isPicture = true;
                    break;
                case "ftyp" or "styp" or "mdat" or "imda" or "pdin" or "sidx" or "ssix" or "mfra":
                    break;
                default:
                    // XMP, content credentials, the film that a phone hides behind its photo.
                    blanks.Free(box);
                    break;
            }
        }

        if (!isPicture) { throw new BrokenFileException("it holds no picture"); }
    }

    private void FindInItems(IsoBox meta)
    {
        var items = new HashSet<uint>();
        var locations = new List<IsoBox>();
        ByteRange? itemData = null;
        foreach (var box in boxes.In(meta.Body.From(FlagBytes)))
        {
            switch (box.Type)
            {
                case "iinf":
                    HeifItems.AddTelling(items, Table(box));
                    break;
                case "iloc":
                    locations.Add(box);
                    break;
                case "idat":
                    itemData = box.Body;
                    break;
                case "iprp":
                    FindInProperties(box);
                    break;
                case "xml " or "bxml" or "uuid" or "udta" or "free" or "skip":
                    blanks.Free(box);
                    break;
            }
        }

        foreach (var box in locations) { HeifLocations.Zero(blanks, Table(box), items, itemData); }
    }

    /// <summary>Names, descriptions and times. They keep their place, since properties are counted.</summary>
    private void FindInProperties(IsoBox properties)
    {
        foreach (var box in boxes.In(properties.Body).Where(box => box.Type == "ipco").SelectMany(list => boxes.In(list.Body)))
        {
            if (box.Type is "udes" or "crtt" or "mdft") { blanks.Zero(box.Body.From(FlagBytes)); }
        }
    }

    private byte[] Table(IsoBox box) => picture.ReadTable((ulong)box.Body.At, (ulong)box.Body.Length);
}
