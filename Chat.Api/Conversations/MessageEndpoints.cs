using System.Security.Claims;
using System.Text.Json.Nodes;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Core.Conversations;
using Chat.Core.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Conversations;

internal static class MessageEndpoints
{
    extension(IEndpointRouteBuilder conversations)
    {
        public void MapMessages()
        {
            conversations.MapGet("/{id:guid}/messages", ListAsync).WithSummary("Messages before or after a seq, or so many back from the newest.");
            conversations.MapPost("/{id:guid}/messages", SendAsync).Accepts<SendMessageRequest>("application/json")
                .WithSummary("Sends a message once, however often it is asked.");
            conversations.MapDelete("/{id:guid}/messages", ClearAsync).WithSummary("Clears the history for the caller alone.");
            conversations.MapPost("/{id:guid}/read", ReadAsync).Accepts<MarkReadRequest>("application/json")
                .WithSummary("Moves the caller's read mark forward.");
        }
    }

    private static async Task<Results<Ok<MessagePage>, ProblemHttpResult>> ListAsync(
        Guid id, int? limit, long? before, long? after, long? offset, ClaimsPrincipal user, GetMessages get, CancellationToken cancellationToken)
    {
        var request = new GetMessagesRequest { ConversationId = id, Limit = limit, Before = before, After = after };
        return (await get.HandleAsync(user.ToCaller(), request, offset ?? 0, cancellationToken)).ToHttp();
    }

    private static async Task<Results<Ok<Message>, ProblemHttpResult>> SendAsync(
        Guid id, JsonObject body, ClaimsPrincipal user, SendMessage send, CancellationToken cancellationToken)
    {
        var request = body.ToRequest(id, ChatJson.Default.SendMessageRequest);
        return (await send.HandleAsync(user.ToCaller(), request with { ConversationId = id }, cancellationToken)).ToHttp();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ClearAsync(
        Guid id, ClaimsPrincipal user, ClearHistory clear, CancellationToken cancellationToken) =>
        (await clear.HandleAsync(user.ToCaller(), id, cancellationToken)).ToEmpty();

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadAsync(
        Guid id, JsonObject body, ClaimsPrincipal user, MarkRead mark, CancellationToken cancellationToken)
    {
        var request = body.ToRequest(id, ChatJson.Default.MarkReadRequest);
        return (await mark.HandleAsync(user.ToCaller(), request with { ConversationId = id }, cancellationToken)).ToEmpty();
    }
}
