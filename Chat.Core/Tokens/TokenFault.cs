namespace Chat.Core.Tokens;

/// <summary>Why a token was refused: for the log, never for whoever sent it.</summary>
internal enum TokenFault
{
    Shape,
    Claims,
    Issuer,
    Key,
    Signature,
    Expired,
    TooEarly,
    Audience,
}

/// <summary>What a check found: the claims, or why there are none.</summary>
internal readonly record struct Finding(TokenClaims? Claims, TokenFault Fault)
{
    public static implicit operator Finding(TokenClaims claims) => new(claims, default);

    public static implicit operator Finding(TokenFault fault) => new(null, fault);
}
