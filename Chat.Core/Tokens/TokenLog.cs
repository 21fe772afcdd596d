using Microsoft.Extensions.Logging;

namespace Chat.Core.Tokens;

// Never a token, a claim or a secret, and no text that whoever sent a token chose. Key ids are thumbprints of public keys.
internal static partial class TokenLog
{
    [LoggerMessage(1101, LogLevel.Information, "Access tokens are signed with the new key {KeyId} from now on")]
    public static partial void KeyMade(this ILogger logger, string keyId);

    [LoggerMessage(1102, LogLevel.Warning, "The signing key {KeyId} could not be renewed and goes on for now")]
    public static partial void KeyNotRenewed(this ILogger logger, Exception failure, string keyId);

    [LoggerMessage(1103, LogLevel.Warning, "The signing keys could not be read; those known go on for now")]
    public static partial void KeysNotRead(this ILogger logger, Exception failure);

    [LoggerMessage(1104, LogLevel.Warning, "The file of the signing key {KeyId} is open to other users and is not used any more")]
    public static partial void PrivateKeyWasOpen(this ILogger logger, string keyId);

    [LoggerMessage(1105, LogLevel.Warning, "The file of the signing key {KeyId} is damaged and is not used")]
    public static partial void PrivateKeyIsDamaged(this ILogger logger, string keyId);

    [LoggerMessage(1106, LogLevel.Information, "{Count} keys read for tokens of {Issuer}")]
    public static partial void IssuerKeysRead(this ILogger logger, int count, string issuer);

    [LoggerMessage(1107, LogLevel.Warning, "The keys for tokens of {Issuer} could not be read: {Cause}. Those known go on for now")]
    public static partial void IssuerKeysNotRead(this ILogger logger, string issuer, string cause);

    [LoggerMessage(1108, LogLevel.Warning, "The keys for tokens of {Issuer} come over http; use https unless that network is yours")]
    public static partial void IssuerKeysUnprotected(this ILogger logger, string issuer);

    [LoggerMessage(1109, LogLevel.Debug, "An access token was refused: {Fault}")]
    public static partial void TokenRefused(this ILogger logger, TokenFault fault);
}
