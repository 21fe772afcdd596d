using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Conversations;
using Chat.Core.Conversations;
using Chat.Core.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Conversations;

internal static class ConversationEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapConversations()
        {
            var conversations = routes.MapGroup("/api/conversations").WithTags("Conversations").RequireAuthorization();
            conversations.MapGet("/", ListAsync).WithSummary("The caller's conversations, newest activity first.");
            conversations.MapPost("/", CreateAsync).WithSummary("Makes a group, or gives the private conversation of two people.");
            conversations.MapGet("/{id:guid}", GetAsync).WithSummary("One conversation as the caller sees it.");
            conversations.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Deletes a group for all, a private conversation for the caller.");
            conversations.MapMessages();
        }
    }

    private static async Task<Results<Ok<ConversationPage>, ProblemHttpResult>> ListAsync(
        int? limit, string? before, string? kind, ClaimsPrincipal user, GetConversations list, CancellationToken cancellationToken)
    {
        if (KindOf(kind).IsRefused(out var refusal, out var wanted)) { return refusal.ToProblem(); }
        return (await list.HandleAsync(user.ToCaller(), new() { Limit = limit, Before = before, Kind = wanted }, cancellationToken)).ToHttp();
    }

    private static async Task<Results<Ok<Conversation>, ProblemHttpResult>> CreateAsync(
        CreateConversationRequest request, ClaimsPrincipal user, CreateConversation create, CancellationToken cancellationToken) =>
        (await create.HandleAsync(user.ToCaller(), request, cancellationToken)).ToHttp();

    private static async Task<Results<Ok<Conversation>, ProblemHttpResult>> GetAsync(
        Guid id, ClaimsPrincipal user, GetConversation get, CancellationToken cancellationToken) =>
        (await get.HandleAsync(user.ToCaller(), id, cancellationToken)).ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal user, DeleteConversation delete, CancellationToken cancellationToken) =>
        (await delete.HandleAsync(user.ToCaller(), id, cancellationToken)).ToEmpty();

    /// <summary>In the words of the wire, which the framework's own binding of enums does not know.</summary>
    private static Result<ConversationKind?> KindOf(string? word) => word switch
    {
        null => (ConversationKind?)null,
        "assistant" => ConversationKind.Assistant,
        "private" => ConversationKind.Private,
        "group" => ConversationKind.Group,
        "support" => ConversationKind.Support,
        _ => Refusal.Invalid("kind is assistant, private, group or support."),
    };
}
