using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Chat.Contracts.Protocol;

/// <summary>Bytes that are not what the contract says. The message is a sentence that names the field, such as
/// <c>username is missing</c>, so that a refusal reads the same in both encodings.</summary>
public sealed partial class WireFormatException : JsonException
{
    private readonly string _reason;
    private readonly IReadOnlyList<string> _missing;
    private string _at = "";

    internal WireFormatException(string reason) : this(reason, []) { }

    internal WireFormatException(string reason, Exception cause) : base(reason, cause) => (_reason, _missing) = (reason, []);

    private WireFormatException(string reason, IReadOnlyList<string> missing) : base(reason) => (_reason, _missing) = (reason, missing);

    public override string Message => _missing.Count > 0 ? Missing(_at, _missing)
        : _at.Length == 0 ? _reason
        : $"{_at} is not valid: {_reason}";

    /// <summary>What was wrong with the bytes behind <paramref name="failure"/>, in the same words for JSON and MessagePack;
    /// null when they were not the cause.</summary>
    public static string? Explain(Exception? failure)
    {
        while (failure is not null and not JsonException) { failure = failure.InnerException; }
        return failure switch
        {
            WireFormatException wire => wire.Sentence(),
            JsonException json => Sentence(json),
            _ => null,
        };
    }

    internal static WireFormatException Lacks(IReadOnlyList<string> fields) => new("required fields are missing", fields);

    /// <summary>Says, on its way up, inside what it happened. Made for exception filters: always false.</summary>
    internal bool Inside(string field)
    {
        _at = _at.Length == 0 || _at[0] == '[' ? field + _at : $"{field}.{_at}";
        return false;
    }

    private string Sentence() => _missing.Count > 0 ? Missing(_at, _missing) : NotValid(_at);

    private static string Sentence(JsonException json)
    {
        var at = json.Path is ['$', ..] path ? path[1..].TrimStart('.') : "";
        var list = MissingProperties().Match(json.Message);
        return list.Success ? Missing(at, [.. Quoted().Matches(list.Value).Select(name => name.Groups["name"].Value)]) : NotValid(at);
    }

    private static string NotValid(string at) => at.Length == 0 ? "the request is not valid" : $"{at} is not valid";

    private static string Missing(string at, IReadOnlyList<string> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(at).Append(at.Length == 0 ? "" : ".").Append(field);
        }

        return text.Append(fields.Count == 1 ? " is missing" : " are missing").ToString();
    }

    // System.Text.Json names the missing properties only in its message: "... including: 'username', 'password'."
    [GeneratedRegex("including:.*", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex MissingProperties();

    [GeneratedRegex("'(?<name>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Quoted();
}
