namespace Chat.Core.Tokens.Own;

/// <summary>The public halves of all nodes' keys.</summary>
internal interface ISigningKeyStore
{
    Task<IReadOnlyList<SigningKey>> ListAsync(DateTimeOffset now, CancellationToken cancellationToken);

    Task AddAsync(SigningKey key, CancellationToken cancellationToken);

    Task RemoveExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
