using Chat.Contracts;
using Chat.Core.Results;

namespace Chat.Core.Accounts;

internal static class SessionRefusals
{
    public static readonly Refusal Disabled = Refusal.Forbidden("This account is disabled. Ask the server's admin.");
    public static readonly Refusal Ended = Refusal.Unauthenticated("This session has ended. Sign in again.");
    public static readonly Refusal Expired = new(ErrorCode.Expired, "This session has expired. Sign in again.");
    public static readonly Refusal SignInFirst = Refusal.Unauthenticated("Sign in first.");
}
