using System.Text.Json;
using Chat.Core.Accounts;
using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Own;

internal sealed class AccessTokens(SigningKeyRing keys, TimeProvider clock) : IAccessTokens
{
    public async Task<AccessToken> IssueAsync(Account account, Guid familyId, CancellationToken cancellationToken)
    {
        var key = await keys.CurrentAsync(cancellationToken);

        // The token has whole seconds, and what is told beside it must not promise more.
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var expiresAt = now + OwnToken.Lifetime;
        var payload = Payload(account.Id, familyId, now, expiresAt);
        return new(Jws.Write(JwsHeader.Write(JwsAlgorithm.Es256, key.Id), payload, key.Sign), expiresAt);
    }

    private static byte[] Payload(Guid accountId, Guid familyId, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("iss", OwnToken.Issuer);
            json.WriteString("aud", OwnToken.Audience);
            json.WriteString("sub", accountId);
            json.WriteString(OwnToken.FamilyClaim, familyId);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("nbf", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
            json.WriteString("jti", Guid.NewGuid());
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
