using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;

namespace Chat.Contracts;

/// <summary>What a client may ask. The hub implements it, so a drift does not compile.</summary>
public interface IChatHub
{
    Task<Session> RegisterUser(RegisterUserRequest request);

    Task<Session> Login(LoginRequest request);

    Task<Session> RefreshSession(RefreshSessionRequest request);

    Task Logout(LogoutRequest request);

    Task<ServerInfo> GetServerInfo();

    Task<User> GetMe();

    Task<User> UpdateProfile(UpdateProfileRequest request);

    Task SetTyping(SetTypingRequest request);

    Task<IReadOnlyList<Presence.Presence>> GetPresence(GetPresenceRequest request);

    Task SetStatus(SetStatusRequest request);
}
