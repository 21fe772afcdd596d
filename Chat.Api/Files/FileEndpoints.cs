using System.Security.Claims;
using Chat.Api.Authentication;
using Chat.Api.Problems;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Chat.Api.Files;

internal static class FileEndpoints
{
    /// <summary>What a form may hold around its file.</summary>
    private const int FormBytes = 64 * 1024;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapFiles()
        {
            var files = routes.MapGroup("/api/files").WithTags("Files");
            files.MapPost("/", UploadAsync).RequireAuthorization().Accepts<IFormFile>("multipart/form-data", "*/*")
                .WithSummary("Takes a file, as the one file of a form or as the body with ?name=, to be put into a message.");
            files.MapMethods("/{id:guid}", ["GET", "HEAD"], ReadAsync).RequireAuthorization()
                .WithSummary("The file or, with ?thumbnail=true, its small picture; ranges are possible.");
            routes.MapGet("/api/users/{id:guid}/avatar", GetAvatarAsync).WithTags("Files")
                .WithSummary("A profile picture, at the address that avatarUrl names.");
        }
    }

    private static async Task<Results<Ok<Attachment>, ProblemHttpResult>> UploadAsync(
        string? name, HttpContext http, ClaimsPrincipal user, UploadFile upload, IOptions<FileSettings> settings, CancellationToken cancellationToken)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = settings.Value.MaxBytes + FormBytes;
        }

        var sent = await UploadBody.OpenAsync(http.Request, name, cancellationToken);
        return sent.IsRefused(out var refusal, out var file)
            ? refusal.ToProblem()
            : (await upload.HandleAsync(user.ToCaller(), file, cancellationToken)).ToHttp();
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ReadAsync(
        Guid id, bool? thumbnail, HttpResponse response, ClaimsPrincipal user, ReadFile read, CancellationToken cancellationToken)
    {
        var opened = await read.HandleAsync(user.ToCaller(), id, thumbnail ?? false, cancellationToken);
        if (opened.IsRefused(out var refusal, out var file)) { return refusal.ToProblem(); }

        Guard(response.Headers, file.Name, file.ContentType, "private, max-age=31536000, immutable");
        return TypedResults.Stream(
            file.Content, file.ContentType, entityTag: Tag(file.Tag), lastModified: file.File.CreatedAt, enableRangeProcessing: true);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAvatarAsync(
        Guid id, string? v, HttpResponse response, GetAvatar get, CancellationToken cancellationToken)
    {
        var found = await get.HandleAsync(id, v, cancellationToken);
        if (found.IsRefused(out var refusal, out var avatar)) { return refusal.ToProblem(); }

        Guard(response.Headers, "avatar.webp", ContentTypes.Webp, "public, max-age=31536000, immutable");
        return TypedResults.Bytes(avatar.Webp, ContentTypes.Webp, entityTag: Tag($"{avatar.Version:N}"));
    }

    /// <summary>What strangers sent is never run, whatever a browser takes it for.</summary>
    private static void Guard(IHeaderDictionary headers, string name, string contentType, string caching)
    {
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.ContentDisposition = ContentDisposition.For(name, contentType);
        headers.CacheControl = caching;
    }

    private static EntityTagHeaderValue Tag(string tag) => new($"\"{tag}\"");
}
