using Chat.Contracts.Accounts;

namespace Chat.Core.Search;

/// <summary>The accounts that people may see.</summary>
public interface IPeople
{
    /// <summary>By a part of the user name or the display name, without case and diacritics. Neither bots nor those who are gone.</summary>
    Task<IReadOnlyList<User>> FindAsync(string query, int limit, CancellationToken cancellationToken);

    /// <summary>Whether all of them are here and welcome.</summary>
    Task<bool> AllExistAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken);

    /// <summary>Those of them who are here and welcome.</summary>
    Task<IReadOnlyDictionary<Guid, User>> GetAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken);
}
