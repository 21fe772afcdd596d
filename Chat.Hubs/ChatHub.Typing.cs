using Chat.Contracts.Messages;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    public async Task SetTyping(SetTypingRequest request) =>
        (await presence.Value.SetTyping.HandleAsync(Caller, Context.ConnectionId, request, Context.ConnectionAborted)).OrThrow();
}
