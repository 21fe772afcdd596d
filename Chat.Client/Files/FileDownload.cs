using System.Net;
using System.Net.Http.Headers;

namespace Chat.Client.Files;

/// <summary>A file of the server, opened at some byte of it.</summary>
public sealed class FileDownload : IDisposable
{
    private readonly HttpResponseMessage _answer;

    internal FileDownload(HttpResponseMessage answer)
    {
        _answer = answer;
        Offset = answer.StatusCode is HttpStatusCode.PartialContent ? answer.Content.Headers.ContentRange?.From ?? 0 : 0;
        Total = answer.Content.Headers.ContentRange?.Length ?? answer.Content.Headers.ContentLength;
    }

    /// <summary>As its sender called it; never to be taken for a path.</summary>
    public string? Name => _answer.Content.Headers.ContentDisposition is { } disposition ? NameIn(disposition) : null;

    public string? ContentType => _answer.Content.Headers.ContentType?.MediaType;

    /// <summary>Changes with the content; what was read under another one is no part of this file.</summary>
    public string? Tag => _answer.Headers.ETag?.Tag;

    /// <summary>The first byte that comes: what was asked for, or zero where the server gives the whole all the same.</summary>
    public long Offset { get; }

    /// <summary>Bytes of the whole file.</summary>
    public long? Total { get; }

    public Task<Stream> ReadAsync(CancellationToken cancellationToken) => _answer.Content.ReadAsStreamAsync(cancellationToken);

    public void Dispose() => _answer.Dispose();

    private static string? NameIn(ContentDispositionHeaderValue disposition) => disposition.FileNameStar ?? disposition.FileName?.Trim('"');
}
