using Chat.Contracts;
using Chat.Contracts.Server;
using Chat.Core.Accounts;
using Chat.Core.Server;
using Chat.Hubs.Connections;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Hubs;

/// <summary>The one hub, a file for each feature. Its methods only translate; <see cref="CallFilter"/> says who may call them.</summary>
public sealed partial class ChatHub(
    Lazy<AccountUseCases> accounts, ConversationUseCases conversations, MessageUseCases messages, Lazy<PresenceUseCases> presence,
    Lazy<AssistantUseCases> assistant, Lazy<FaceUseCases> faces, DescribeServer server, OpenConnections connections, Devices devices, TimeProvider clock)
    : Hub<IChatClient>, IChatHub
{
    private ChatConnection Connection => ChatConnection.Of(Context);

    /// <summary>Only in methods that are not marked <see cref="AllowAnonymousAttribute"/>.</summary>
    private Caller Caller => Connection.Caller!;

    public override async Task OnConnectedAsync()
    {
        Connection.Context = Context;
        connections.Add(Connection);
        await connections.ConfirmAsync(Connection, Context.ConnectionAborted);
        await Clients.Caller.Connected(new()
        {
            ConnectionId = Context.ConnectionId,
            ServerTime = clock.GetUtcNow(),
            UserId = Connection.Caller?.AccountId,
            ServerInfo = server.Handle(),
        });

        // After the first event, and before the first call: what the client then syncs holds all that was committed until here.
        devices.Join(Connection);
    }

    [AllowAnonymous]
    public Task<ServerInfo> GetServerInfo() => Task.FromResult(server.Handle());
}
