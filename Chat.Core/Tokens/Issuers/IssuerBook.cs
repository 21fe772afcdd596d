using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Core.Tokens.Issuers;

/// <summary>The configured sites by what their tokens say in <c>iss</c>.</summary>
internal sealed class IssuerBook : IDisposable
{
    private readonly FrozenDictionary<string, Issuer> _issuers;
    private readonly List<IDisposable> _owned = [];
    private readonly TimeProvider _clock;
    private readonly ILogger<IssuerBook> _logger;

    public IssuerBook(IOptions<TokenOptions> options, TimeProvider clock, ILogger<IssuerBook> logger)
    {
        (_clock, _logger) = (clock, logger);
        _issuers = options.Value.Issuers
            .Select(o => new Issuer(o, Keys(o), clock))
            .ToFrozenDictionary(i => i.Name, StringComparer.Ordinal);
    }

    public Issuer? Find(string name) => _issuers.GetValueOrDefault(name);

    public void Dispose() => _owned.ForEach(o => o.Dispose());

    private IIssuerKeys Keys(IssuerOptions options)
    {
        if (options.SharedSecret is { } secret) { return new SharedSecret(secret); }

        var keys = new KeySet(options.Issuer, Source(options), _clock, _logger);
        _owned.Add(keys);
        return keys;
    }

    private IJwksSource Source(IssuerOptions options)
    {
        if (JwksSource.KindOf(options.Jwks!) != JwksKind.Address) { return new JwksSource(options.Jwks!); }

        var address = new Uri(options.Jwks!);
        if (string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) && !address.IsLoopback)
        {
            _logger.IssuerKeysUnprotected(options.Issuer);
        }

        var http = JwksAddress.MakeClient();
        _owned.Add(http);
        return new JwksAddress(address, http, _clock);
    }
}
