using System.Globalization;
using System.Text.RegularExpressions;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Client.Hub;

/// <summary>The server said no, with a stable code and a sentence for a person.</summary>
public sealed partial class ChatRefusedException : Exception
{
    internal ChatRefusedException(string code, string sentence, Exception? inner = null)
        : base(sentence, inner) => Code = code;

    /// <summary>One of <see cref="ErrorCode"/>.</summary>
    public string Code { get; }

    /// <summary>What a <c>rate_limited</c> refusal asks to wait.</summary>
    public TimeSpan? RetryAfter => Code is ErrorCode.RateLimited && Wait().Match(Message) is { Success: true } named
        ? TimeSpan.FromSeconds(int.Parse(named.Groups["seconds"].Value, CultureInfo.InvariantCulture))
        : null;

    /// <summary>The same call may be answered later; nothing about it is wrong.</summary>
    internal bool IsPassing => Code is ErrorCode.RateLimited or ErrorCode.Unavailable or ErrorCode.Internal;

    internal static ChatRefusedException From(HubException refusal)
    {
        var end = refusal.Message.IndexOf(": ", StringComparison.Ordinal);
        return end < 0
            ? new(ErrorCode.Internal, refusal.Message, refusal)
            : new(refusal.Message[..end], refusal.Message[(end + 2)..], refusal);
    }

    [GeneratedRegex("again in (?<seconds>[0-9]{1,6}) s", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Wait();
}
