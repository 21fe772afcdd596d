namespace Chat.Core.Accounts;

/// <summary>
/// Counts attempts to sign in, for every node together. An attempt is counted before the password is looked at, so that a
/// hundred guesses sent at once are a hundred attempts.
/// </summary>
public interface ISignInAttempts
{
    /// <summary>How long to wait, or null when the attempt may be made.</summary>
    Task<TimeSpan?> EnterAsync(SignInDoor name, SignInDoor address, CancellationToken cancellationToken);

    /// <summary>The password was right: the name's failures are forgotten, and the address's attempt was none.</summary>
    Task SucceededAsync(SignInDoor name, SignInDoor address, CancellationToken cancellationToken);
}

/// <summary>One thing that attempts are counted for, and how many it may fail before each costs a growing wait.</summary>
public sealed record SignInDoor(string Key, int Free)
{
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>A name need not exist: a lock must not tell.</summary>
    public static SignInDoor Name(string usernameKey) => new($"name:{usernameKey}", Free: 5);

    /// <summary>Whole households and schools share one, hence the larger number.</summary>
    public static SignInDoor Address(string? address) => new($"address:{address}", Free: 100);

    /// <summary>The wait that the <paramref name="count"/>th attempt without success begins.</summary>
    public TimeSpan? WaitAfter(int count) => count <= Free
        ? null
        : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(count - Free - 1, 10)));
}
