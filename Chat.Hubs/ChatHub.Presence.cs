using Chat.Contracts.Presence;
using Shown = Chat.Contracts.Presence.Presence;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    public async Task<IReadOnlyList<Shown>> GetPresence(GetPresenceRequest request) =>
        (await presence.Value.GetPresence.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task SetStatus(SetStatusRequest request) =>
        (await presence.Value.SetStatus.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();
}
