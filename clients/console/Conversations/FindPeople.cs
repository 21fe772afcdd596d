using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Terminal.Running;

namespace Chat.Terminal.Conversations;

/// <summary>A person as somebody types it: an id, or a user name with or without @.</summary>
internal static class FindPeople
{
    public const string Help = "A user name, with or without @, or an id.";
    private const int Limit = 50;

    public static async Task<User> AsUserAsync(this IChatHub hub, string written, CancellationToken cancellationToken)
    {
        var name = written.TrimStart('@');
        if (name.Length is 0) { throw new UsageException("A user name is missing after @."); }
        var found = await hub.FindUsers(new() { Query = name, Limit = Limit }).WaitAsync(cancellationToken);
        return found.FirstOrDefault(user => string.Equals(user.Username, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new NotFoundException($"Nobody is called \"{name}\" here.");
    }

    public static async Task<Guid> AsUserIdAsync(this IChatHub hub, string written, CancellationToken cancellationToken) =>
        Guid.TryParse(written, out var id) ? id : (await hub.AsUserAsync(written, cancellationToken)).Id;

    public static async Task<List<Guid>> AsUserIdsAsync(this IChatHub hub, IEnumerable<string> written, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        foreach (var one in written) { ids.Add(await hub.AsUserIdAsync(one, cancellationToken)); }

        return ids;
    }
}
