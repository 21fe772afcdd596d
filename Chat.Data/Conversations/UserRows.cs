using System.Data.Common;
using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Chat.Data.Naming;

namespace Chat.Data.Conversations;

/// <summary>Accounts as others see them, read beside what they wrote or take part in.</summary>
internal static class UserRows
{
    /// <summary>Of <c>accounts a</c>, in the order of <see cref="Read"/>.</summary>
    public const string Columns = "a.id, a.username, a.display_name, a.role, a.language, a.avatar_version";

    public const int Count = 6;

    public static User Read(DbDataReader row, int at) => new()
    {
        Id = row.GetGuid(at),
        Username = row.GetString(at + 1),
        DisplayName = row.GetString(at + 2),
        Role = EnumWords<UserRole>.Read(row.GetString(at + 3)),
        Language = row.IsDBNull(at + 4) ? null : row.GetString(at + 4),
        AvatarUrl = AccountAvatar.AddressOf(row.GetGuid(at), row.IsDBNull(at + 5) ? null : row.GetGuid(at + 5)),
        HasFace = false,
    };
}
