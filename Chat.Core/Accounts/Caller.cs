using Chat.Contracts.Accounts;

namespace Chat.Core.Accounts;

/// <summary>Who asks, as the token said and the database confirmed.</summary>
public sealed record Caller(Guid AccountId, UserRole Role, Guid? FamilyId, DateTimeOffset EndsAt)
{
    public bool IsAdmin => Role is UserRole.Admin;
}

/// <summary>Where a call comes from, for limits alone.</summary>
public sealed record Origin(string? Address);
