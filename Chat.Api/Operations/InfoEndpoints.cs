using Chat.Contracts.Server;
using Chat.Core.Server;
using Chat.Core.Tokens.Own;

namespace Chat.Api.Operations;

internal static class InfoEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapInfo()
        {
            routes.MapGet("/api/info", GetInfo).WithTags("Server").WithSummary("What this server is and can do.");
            routes.MapGet("/.well-known/jwks.json", GetKeysAsync).WithTags("Server")
                .WithSummary("The public keys that access tokens are signed with.");
        }
    }

    private static ServerInfo GetInfo(DescribeServer server) => server.Handle();

    private static async Task<IResult> GetKeysAsync(SigningKeyRing keys, CancellationToken cancellationToken) =>
        TypedResults.Bytes(await keys.PublicJwksAsync(cancellationToken), "application/jwk-set+json");
}
