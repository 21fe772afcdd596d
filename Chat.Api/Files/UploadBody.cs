using Chat.Core.Files;
using Chat.Core.Results;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Chat.Api.Files;

/// <summary>Finds the file in a request: the one file of a form, or else the body itself.</summary>
internal static class UploadBody
{
    // A name of ten thousand letters is shortened, not refused.
    private const int HeaderBytes = 32 * 1024;
    private const int LongestBoundary = 200;

    private static readonly Refusal NoFile = Refusal.Invalid("The form holds no file: send one part with a filename.");
    private static readonly Refusal SeveralFiles = Refusal.Invalid("The form holds several files: send each in a request of its own.");
    private static readonly Refusal NoBoundary = Refusal.Invalid("The content type multipart/form-data names no good boundary.");

    public static async Task<Result<FileUpload>> OpenAsync(HttpRequest request, string? name, CancellationToken cancellationToken)
    {
        var isForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        if (!isForm) { return new FileUpload(name, request.ContentLength, new ClientStream(request.Body)); }

        var boundary = HeaderUtilities.RemoveQuotes(type!.Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary }) { return NoBoundary; }
        var form = new MultipartReader(boundary, new ClientStream(request.Body)) { HeadersLengthLimit = HeaderBytes };
        if (await NextFileAsync(form, cancellationToken) is not { } file) { return NoFile; }
        return new FileUpload(file.Name ?? name, DeclaredLength: null, file.Content)
        {
            CheckRestAsync = async token => await NextFileAsync(form, token) is null ? null : SeveralFiles,
        };
    }

    private static async Task<FormFile?> NextFileAsync(MultipartReader form, CancellationToken cancellationToken)
    {
        try
        {
            while (await form.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                if (part.GetContentDispositionHeader() is not { } disposition || !disposition.IsFileDisposition()) { continue; }
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                return new(HeaderUtilities.RemoveQuotes(name).Value, new ClientStream(part.Body));
            }

            return null;
        }
        catch (Exception malformed) when (ClientStream.IsClients(malformed)) { throw ClientStream.Blame(malformed); }
    }

    private sealed record FormFile(string? Name, Stream Content);
}
