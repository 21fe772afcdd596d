using Chat.Core.Accounts;
using Chat.Core.Search;

namespace Chat.Hubs;

/// <summary>What the hub asks of accounts, as one argument.</summary>
public sealed record AccountUseCases(
    RegisterUser Register, LogIn LogIn, RefreshSession Refresh, LogOut LogOut, GetMe GetMe, UpdateProfile UpdateProfile,
    FindUsers Find);
