using System.Net;
using Chat.Core.Tokens.Jose;

namespace Chat.Core.Tokens.Issuers;

/// <summary>
/// A key set that a site publishes. It is read within bounds of time and size, and never from where a redirection leads.
/// </summary>
internal sealed class JwksAddress(Uri address, HttpClient http, TimeProvider clock) : IJwksSource
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static HttpClient MakeClient() =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            MaxResponseContentBufferSize = JwkSet.MaxLength,
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };

    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await http.GetAsync(address, either.Token);
            var status = response.StatusCode;
            if (status != HttpStatusCode.OK) { throw new IOException($"the site answered {(int)status}"); }

            return await response.Content.ReadAsByteArrayAsync(either.Token);
        }
        catch (HttpRequestException failure)
        {
            throw new IOException($"the site could not be read ({failure.HttpRequestError})", failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"the site took longer than {Timeout.TotalSeconds} s", failure);
        }
    }
}
