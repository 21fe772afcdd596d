using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    public async Task<MessagePage> GetMessages(GetMessagesRequest request) =>
        (await messages.Get.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<Message> SendMessage(SendMessageRequest request) =>
        (await messages.Send.HandleAsync(Caller, request, Connection.LetNextIn, Context.ConnectionAborted)).OrThrow();

    public async Task<Message> EditMessage(EditMessageRequest request) =>
        (await messages.Edit.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<Message> DeleteMessage(MessageRequest request) =>
        (await messages.Delete.HandleAsync(Caller, request.MessageId, Context.ConnectionAborted)).OrThrow();

    public async Task<Message> React(ReactRequest request) =>
        (await messages.React.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task MarkRead(MarkReadRequest request) =>
        (await messages.MarkRead.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<SearchPage> SearchMessages(SearchMessagesRequest request) =>
        (await messages.Search.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();

    public async Task<IReadOnlyList<User>> FindUsers(FindUsersRequest request) =>
        (await accounts.Value.Find.HandleAsync(request, Context.ConnectionAborted)).OrThrow();
}
