using Chat.Contracts;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Contracts.Presence;
using Chat.Contracts.Server;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Client.Hub;

/// <summary>The server's methods as an interface. A refusal is a <see cref="ChatRefusedException"/>.</summary>
public sealed class ChatHubProxy(HubConnection connection) : IChatHub
{
    public Task<Session> RegisterUser(RegisterUserRequest request) => AskAsync<Session>(nameof(RegisterUser), request);

    public Task<Session> Login(LoginRequest request) => AskAsync<Session>(nameof(Login), request);

    public Task<Session> RefreshSession(RefreshSessionRequest request) => AskAsync<Session>(nameof(RefreshSession), request);

    public Task Logout(LogoutRequest request) => AskAsync(nameof(Logout), request);

    public Task<ServerInfo> GetServerInfo() => AskAsync<ServerInfo>(nameof(GetServerInfo));

    public Task<User> GetMe() => AskAsync<User>(nameof(GetMe));

    public Task<User> UpdateProfile(UpdateProfileRequest request) => AskAsync<User>(nameof(UpdateProfile), request);

    public Task SetTyping(SetTypingRequest request) => AskAsync(nameof(SetTyping), request);

    public Task<IReadOnlyList<Presence>> GetPresence(GetPresenceRequest request) => AskAsync<IReadOnlyList<Presence>>(nameof(GetPresence), request);

    public Task SetStatus(SetStatusRequest request) => AskAsync(nameof(SetStatus), request);

    private async Task<T> AskAsync<T>(string method, params object?[] arguments)
    {
        try { return await connection.InvokeCoreAsync<T>(method, arguments); }
        catch (Microsoft.AspNetCore.SignalR.HubException refusal) { throw ChatRefusedException.From(refusal); }
    }

    private async Task AskAsync(string method, params object?[] arguments)
    {
        try { await connection.InvokeCoreAsync(method, arguments); }
        catch (Microsoft.AspNetCore.SignalR.HubException refusal) { throw ChatRefusedException.From(refusal); }
    }
}
