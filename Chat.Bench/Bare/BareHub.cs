using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Bench.Bare;

/// <summary>
/// What SignalR itself can do with Chat's records: groups and a broadcast. Nothing is stored, and nobody is asked who they are.
/// </summary>
internal sealed class BareHub : Hub
{
    public Task Join(ConversationRequest request) =>
        Groups.AddToGroupAsync(Context.ConnectionId, request.ConversationId.ToString(), Context.ConnectionAborted);

    public async Task<Message> SendMessage(SendMessageRequest request)
    {
        var message = Answer(request);
        await Clients.Group(request.ConversationId.ToString()).SendAsync("MessageReceived", message, Context.ConnectionAborted);
        return message;
    }

    private static readonly User s_sender = new()
    {
        Id = Guid.CreateVersion7(), Username = "bench.10000000", DisplayName = "bench.10000000", Role = UserRole.User, HasFace = false,
    };

    private static Message Answer(SendMessageRequest request) => new()
    {
        Id = Guid.CreateVersion7(),
        ConversationId = request.ConversationId,
        Seq = 1,
        SenderId = s_sender.Id,
        Sender = s_sender,
        Role = MessageRole.User,
        Type = MessageType.Text,
        Content = request.Content,
        Status = MessageStatus.Complete,
        Attachments = [],
        Reactions = [],
        ClientMessageId = request.ClientMessageId,
        Revision = 1,
        CreatedAt = DateTimeOffset.UtcNow,
    };
}
