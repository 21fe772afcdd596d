using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Core.Search;

/// <summary>Finds people by a part of their name.</summary>
public sealed class FindUsers(IPeople people)
{
    public const int MaxPage = 50;
    public const int MinQuery = 2;

    private const int MaxQuery = 80;

    public async Task<Result<IReadOnlyList<User>>> HandleAsync(FindUsersRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 1 or > MaxPage) { return Refusal.Invalid($"limit is between 1 and {MaxPage}."); }
        var query = request.Query.Trim().TrimStart('@');
        if (query.Length is < MinQuery or > MaxQuery || !PlainText.IsWellFormed(query))
        {
            return Refusal.Invalid($"query has {MinQuery} to {MaxQuery} characters.");
        }

        return Result.Of(await people.FindAsync(query, request.Limit ?? 20, cancellationToken));
    }
}
