using System.Globalization;

namespace Chat.Terminal.Output;

/// <summary>Bytes for a person.</summary>
internal static class Sizes
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    public static string Say(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1000 && unit < Units.Length - 1) { (size, unit) = (size / 1000, unit + 1); }

        return size.ToString(unit is 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
