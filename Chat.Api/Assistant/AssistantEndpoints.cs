using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Assistant;
using Chat.Core.Assistant;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Assistant;

internal static class AssistantEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapAssistant()
        {
            var assistant = routes.MapGroup("/api/admin/assistant").WithTags("Administration").RequireAuthorization();
            assistant.MapGet("/usage", ReadUsageAsync).WithSummary("Who used how much of the assistant on which day, and the limit of a day.");
            assistant.MapGet("/replies", ListRepliesAsync).WithSummary("What each reply cost, newest first.");
        }
    }

    private static async Task<Results<Ok<UsageReport>, ProblemHttpResult>> ReadUsageAsync(
        int? days, ClaimsPrincipal user, ReadUsage read, CancellationToken cancellationToken) =>
        (await read.HandleAsync(user.ToCaller(), days, cancellationToken)).ToHttp();

    private static async Task<Results<Ok<ReplyRecordPage>, ProblemHttpResult>> ListRepliesAsync(
        Guid? before, int? limit, ClaimsPrincipal user, ListReplies list, CancellationToken cancellationToken) =>
        (await list.HandleAsync(user.ToCaller(), before, limit, cancellationToken)).ToHttp();
}
