using Chat.Contracts.Accounts;
using Chat.Contracts.Server;

namespace Chat.Contracts;

/// <summary>What the server may push.</summary>
public interface IChatClient
{
    /// <summary>The first event of every connection.</summary>
    Task Connected(Connected connected);

    /// <summary>This connection now belongs to a user, or its session was renewed.</summary>
    Task SignedIn(Session session);

    /// <summary>Something that no answer of a method could say.</summary>
    Task Problem(Problem problem);
}
