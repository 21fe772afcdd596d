using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    [AllowAnonymous]
    public async Task<Session> RegisterUser(RegisterUserRequest request)
    {
        var session = (await accounts.Value.Register.HandleAsync(request, Connection.Camera, Context.ConnectionAborted)).OrThrow();
        return await SignInAsync(session);
    }

    [AllowAnonymous]
    public async Task<Session> Login(LoginRequest request)
    {
        var session = (await accounts.Value.LogIn.HandleAsync(Connection.Origin, request, Context.ConnectionAborted)).OrThrow();
        return await SignInAsync(session);
    }

    [AllowAnonymous]
    public async Task<Session> RefreshSession(RefreshSessionRequest request)
    {
        // A token that comes twice ends a session, which may be this connection's own.
        using var answer = Connection.LastAnswer ??= new(clock);
        var session = (await accounts.Value.Refresh.HandleAsync(request, Context.ConnectionAborted)).OrThrow();
        return await SignInAsync(session);
    }

    /// <summary>Its connection closes too, once the answer is out.</summary>
    [AllowAnonymous]
    public async Task Logout(LogoutRequest request)
    {
        using var answer = Connection.LastAnswer ??= new(clock);
        answer.IsGoodbye |= Connection.Caller is { FamilyId: null };
        (await accounts.Value.LogOut.HandleAsync(Connection.Caller, request, Context.ConnectionAborted)).OrThrow();
    }

    public async Task<User> GetMe() => (await accounts.Value.GetMe.HandleAsync(Caller, Context.ConnectionAborted)).OrThrow();

    public async Task<User> UpdateProfile(UpdateProfileRequest request) =>
        (await accounts.Value.UpdateProfile.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    /// <summary>From here on this same connection is the user's.</summary>
    private async Task<Session> SignInAsync(Session session)
    {
        (await connections.SignInAsync(Connection, session.AccessToken, Context.ConnectionAborted)).OrThrow();
        await Clients.Caller.SignedIn(session);
        devices.Join(Connection);
        return session;
    }
}
