using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Chat.Client.Connecting;
using Chat.Client.Sessions;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;

namespace Chat.Client.Files;

/// <summary>Files to and from a server, as streams of any length.</summary>
public sealed class FileTransfer(Uri address, DeviceSession session) : IDisposable
{
    // Of a transfer nobody knows how long it takes; a server that does not even begin to answer is another matter.
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = ConnectWithin, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = new(address.AbsoluteUri.TrimEnd('/') + "/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends a file, to be put into a message by its id. A stream that can seek is sent again when the token had ended.</summary>
    public Task<Attachment> UploadAsync(Stream content, string name, IProgress<FileProgress>? progress, CancellationToken cancellationToken)
    {
        var start = content.CanSeek ? content.Position : 0;
        return session.CallAsync(
            token =>
            {
                if (content.CanSeek) { content.Position = start; }
                return UploadAsync(token, content, name, progress, cancellationToken);
            }, cancellationToken);
    }

    /// <summary>Opens a file, from a byte of it on where a part of it is here already.</summary>
    /// <param name="tag">Of that part; when the file is another one by now, all of it comes.</param>
    public Task<FileDownload> DownloadAsync(Guid fileId, long offset, string? tag, bool thumbnail, CancellationToken cancellationToken) =>
        session.CallAsync(token => DownloadAsync(token, fileId, offset, tag, thumbnail, cancellationToken), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<Attachment> UploadAsync(
        string token, Stream content, string name, IProgress<FileProgress>? progress, CancellationToken cancellationToken)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, $"api/files?name={Uri.EscapeDataString(name)}")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token), ExpectContinue = true },
            Content = new ProgressContent(content, content.CanSeek ? content.Length - content.Position : null, progress),
        };
        post.Content.Headers.ContentType = new("application/octet-stream");
        using var answer = await _http.SendAsync(post, cancellationToken);
        await answer.CheckAsync(cancellationToken);
        return await answer.Content.ReadFromJsonAsync<Attachment>(ChatJson.Wire, cancellationToken)
            ?? throw new HttpRequestException("The server's answer is empty.");
    }

    private async Task<FileDownload> DownloadAsync(
        string token, Guid fileId, long offset, string? tag, bool thumbnail, CancellationToken cancellationToken)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, $"api/files/{fileId}{(thumbnail ? "?thumbnail=true" : "")}")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        if (offset > 0 && tag is not null)
        {
            get.Headers.Range = new(offset, null);
            get.Headers.IfRange = new(new EntityTagHeaderValue(tag));
        }

        var answer = await _http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            // What is here is all there is, or more than that: begun again, it is right in both cases.
            if (answer.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                answer.Dispose();
                return await DownloadAsync(token, fileId, 0, null, thumbnail, cancellationToken);
            }

            await answer.CheckAsync(cancellationToken);
            return new(answer);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
