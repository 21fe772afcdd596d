namespace Chat.Core.Files.Blanking;

/// <summary>Tags of TIFF 6.0 and of what grew upon it: EXIF, DNG, GeoTIFF, and what editors add.</summary>
internal static class TiffTags
{
    /// <summary>Directories of further pictures.</summary>
    public const ushort SubDirectories = 0x014A;

    /// <summary>EXIF, GPS, and what EXIF itself points to.</summary>
    public static bool IsDirectoryOfMetadata(ushort tag) => tag is 0x8769 or 0x8825 or 0xA005;

    public static bool IsTelling(ushort tag) => tag switch
    {
        // Document, description, make, model, page, software, date, artist, computer, printer.
        0x010D or 0x010E or 0x010F or 0x0110 or 0x011D or 0x0131 or 0x0132 or 0x013B or 0x013C or 0x0151 => true,

        // XMP, name of the image, copyright, IPTC, Photoshop's resources and layers.
        0x02BC or 0x800D or 0x8298 or 0x83BB or 0x8649 or 0x935C => true,

        // Places of maps: scale, tie points, transformation, keys, and GDAL's XML.
        0x830E or 0x8482 or 0x85D8 or 0x87AF or 0x87B0 or 0x87B1 or 0xA480 => true,

        // EXIF's own tags, which some writers put beside the picture's; Windows' title, comment, author and keywords are among them.
        0x829A or 0x829D or 0x8822 or 0x8824 or 0x8827 or 0x8828 or (>= 0x8830 and <= 0x8835) or (>= 0x9000 and <= 0xA4FF) => true,

        // DNG: serial number, the maker's own data, name and content of the original, date of the preview.
        0xC62F or 0xC634 or 0xC68B or 0xC68C or 0xC71B => true,
        _ => false,
    };

    /// <summary>Of one value; 0 when the type does not exist.</summary>
    public static int BytesOf(ushort type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };
}
