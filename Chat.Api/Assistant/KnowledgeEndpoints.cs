using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Files;
using Chat.Api.Problems;
using Chat.Contracts.Assistant;
using Chat.Core.Knowledge;
using Chat.Core.Results;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Assistant;

internal static class KnowledgeEndpoints
{
    /// <summary>What a form may hold around its file.</summary>
    private const int FormBytes = 64 * 1024;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapKnowledge()
        {
            var knowledge = routes.MapGroup("/api/knowledge").WithTags("Knowledge").RequireAuthorization();
            knowledge.MapGet("/", ListAsync).WithSummary("The documents that the assistant answers from, newest first.");
            knowledge.MapGet("/{id:guid}", GetAsync).WithSummary("A document and the passages it was divided into.");
            knowledge.MapPost("/", AddAsync).Accepts<IFormFile>("multipart/form-data", "*/*")
                .WithSummary("Takes a document, as the one file of a form or as the body with ?name= and ?title=.");
            knowledge.MapPut("/{id:guid}", ReplaceAsync).Accepts<IFormFile>("multipart/form-data", "*/*").WithSummary("Another document in the place of this one.");
            knowledge.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Nothing is answered from this document any more.");
        }
    }

    private static async Task<Results<Ok<KnowledgePage>, ProblemHttpResult>> ListAsync(
        Guid? before, int? limit, ClaimsPrincipal user, ListDocuments list, CancellationToken cancellationToken) =>
        (await list.HandleAsync(user.ToCaller(), before, limit, cancellationToken)).ToHttp();

    private static async Task<Results<Ok<KnowledgeContent>, ProblemHttpResult>> GetAsync(
        Guid id, ClaimsPrincipal user, GetDocument get, CancellationToken cancellationToken) =>
        (await get.HandleAsync(user.ToCaller(), id, cancellationToken)).ToHttp();

    private static Task<Results<Ok<KnowledgeDocument>, ProblemHttpResult>> AddAsync(
        string? name, string? title, HttpContext http, ClaimsPrincipal user, KeepDocument keep, CancellationToken cancellationToken) =>
        KeepAsync(replaced: null, name, title, http, user, keep, cancellationToken);

    private static Task<Results<Ok<KnowledgeDocument>, ProblemHttpResult>> ReplaceAsync(
        Guid id, string? name, string? title, HttpContext http, ClaimsPrincipal user, KeepDocument keep, CancellationToken cancellationToken) =>
        KeepAsync(id, name, title, http, user, keep, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal user, DeleteDocument delete, CancellationToken cancellationToken) =>
        (await delete.HandleAsync(user.ToCaller(), id, cancellationToken)).ToEmpty();

    private static async Task<Results<Ok<KnowledgeDocument>, ProblemHttpResult>> KeepAsync(
        Guid? replaced, string? name, string? title, HttpContext http, ClaimsPrincipal user, KeepDocument keep, CancellationToken cancellationToken)
    {
        var caller = user.ToCaller();
        if (KeepDocument.Check(caller) is { } forbidden) { return forbidden.ToProblem(); }
        if (http.Request.ContentLength > KeepDocument.MaxBytes + FormBytes) { return KeepDocument.TooLarge.ToProblem(); }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) { size.MaxRequestBodySize = KeepDocument.MaxBytes + FormBytes; }

        var sent = await UploadBody.OpenAsync(http.Request, name, cancellationToken);
        if (sent.IsRefused(out var refusal, out var file)) { return refusal.ToProblem(); }
        if ((await ReadAsync(file.Content, cancellationToken)).IsRefused(out refusal, out var content)) { return refusal.ToProblem(); }
        if (file.CheckRestAsync is { } check && await check(cancellationToken) is { } extra) { return extra.ToProblem(); }
        return (await keep.HandleAsync(caller, replaced, new(title, file.Name, http.Request.ContentType, content), cancellationToken)).ToHttp();
    }

    private static async Task<Result<byte[]>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > KeepDocument.MaxBytes) { return KeepDocument.TooLarge; }
        }

        return bytes.ToArray();
    }
}
