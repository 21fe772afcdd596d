using Chat.Contracts.Assistant;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;

namespace Chat.Hubs;

public sealed partial class ChatHub
{
    public async Task StopReply(ConversationRequest request) =>
        (await assistant.Value.Stop.HandleAsync(Caller, request.ConversationId, Context.ConnectionAborted)).OrThrow();

    public async Task<Message> RegenerateReply(MessageRequest request) =>
        (await assistant.Value.Regenerate.HandleAsync(Caller, request.MessageId, Context.ConnectionAborted)).OrThrow();

    public async Task<DraftText> SuggestReply(ConversationRequest request) =>
        (await assistant.Value.Suggest.HandleAsync(Caller, request.ConversationId, Context.ConnectionAborted)).OrThrow();

    public async Task<DraftText> Summarize(ConversationRequest request) =>
        (await assistant.Value.Summarize.HandleAsync(Caller, request.ConversationId, Context.ConnectionAborted)).OrThrow();

    public async Task<ConversationPrompt> GetPrompt(ConversationRequest request) =>
        (await assistant.Value.GetPrompt.HandleAsync(Caller, request.ConversationId, Context.ConnectionAborted)).OrThrow();

    public async Task<ConversationPrompt> SetPrompt(ConversationPrompt request) =>
        (await assistant.Value.SetPrompt.HandleAsync(Caller, request, Context.ConnectionAborted)).OrThrow();
}
