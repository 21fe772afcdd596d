using System.Globalization;

namespace Chat.Terminal.Output;

/// <summary>Moments for a person, in the time of the place.</summary>
internal static class Moments
{
    public static string Say(DateTimeOffset moment) => moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset moment) => moment.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);
}
