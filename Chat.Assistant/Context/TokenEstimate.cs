namespace Chat.Assistant.Context;

/// <summary>How many tokens a text is, roughly: each model counts its own way, and Vietnamese costs more than English.</summary>
internal static class TokenEstimate
{
    private const int OfMessage = 4;

    public static int Of(string text)
    {
        var plain = 0;
        foreach (var letter in text)
        {
            if (char.IsAscii(letter)) { plain++; }
        }

        return (plain / 4) + ((text.Length - plain) * 2 / 3) + OfMessage;
    }
}
