using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Client.Hub;

/// <summary>The server said no, with a stable code and a sentence for a person.</summary>
public sealed class ChatRefusedException : Exception
{
    private ChatRefusedException(string code, string sentence, Exception inner)
        : base(sentence, inner) => Code = code;

    /// <summary>One of <see cref="ErrorCode"/>.</summary>
    public string Code { get; }

    internal static ChatRefusedException From(HubException refusal)
    {
        var end = refusal.Message.IndexOf(": ", StringComparison.Ordinal);
        return end < 0
            ? new(ErrorCode.Internal, refusal.Message, refusal)
            : new(refusal.Message[..end], refusal.Message[(end + 2)..], refusal);
    }
}
