using System.Text.Json;
using System.Text.RegularExpressions;

namespace Chat.Api.Problems;

/// <summary>What was wrong with a body, in words that name fields and nothing of the inside.</summary>
internal static partial class JsonSentence
{
    public static string Of(JsonException failure) => Missing().Match(failure.Message) is { Success: true } missing
        ? $"{missing.Groups["names"].Value} is missing."
        : "The body is not valid JSON in UTF-8.";

    // The framework's message names the CLR type first; only the fields are for outside.
    [GeneratedRegex("missing required properties including: (?<names>'[^;]*?)\\.?$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Missing();
}
