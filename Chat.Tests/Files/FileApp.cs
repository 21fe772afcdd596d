using System.Net.Http.Headers;
using System.Net.Http.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Core.Data;
using Chat.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Files;

/// <summary>A server that takes files of a megabyte, and three megabytes of each user.</summary>
public class FileApp : ChatApp
{
    public const int MaxBytes = 1024 * 1024;
    public const int QuotaBytes = 3 * MaxBytes;

    protected override IReadOnlyList<string> Settings => [$"--Chat:Files:MaxBytes={MaxBytes}", $"--Chat:Files:QuotaBytes={QuotaBytes}"];

    public string Folder => Services.GetRequiredService<DataDirectory>().Files;

    /// <summary>Everything that lies in the folder, drafts included.</summary>
    public IEnumerable<string> OnDisk() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories);

    /// <summary>What lies there of one file: its content, and its thumbnail.</summary>
    public IEnumerable<string> OnDisk(Guid id) => OnDisk().Where(path => Path.GetFileName(path).StartsWith(id.ToString("N"), StringComparison.Ordinal));

    public IEnumerable<string> Drafts() =>
        Directory.Exists(Path.Combine(Folder, "drafts")) ? Directory.EnumerateDirectories(Path.Combine(Folder, "drafts")) : [];

    /// <summary>Until an upload has begun to lie on the disk.</summary>
    public Task WaitForDraftAsync() => Waiting.UntilAsync("an upload lies on the disk", () => Drafts().Any(), TestContext.Current.CancellationToken);

    /// <summary>Until nothing is on its way any more.</summary>
    public Task WaitForNoDraftsAsync() => Waiting.UntilAsync("no upload is left on the disk", () => !Drafts().Any(), TestContext.Current.CancellationToken);

    public async Task<Attachment> SendAsync(Session session, byte[] content, string name, CancellationToken cancellationToken)
    {
        using var http = Http(session);
        using var answer = await http.PostAsync("/api/files", Form(content, name), cancellationToken);
        return await AttachmentOfAsync(answer, cancellationToken);
    }

    public async Task<(int Status, string Code)> RefusedAsync(Session session, byte[] content, string name, CancellationToken cancellationToken)
    {
        using var http = Http(session);
        using var answer = await http.PostAsync("/api/files", Form(content, name), cancellationToken);
        return await Asking.ProblemOfAsync(answer, cancellationToken);
    }

    public static MultipartFormDataContent Form(params (byte[] Content, string Name)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent("hello"), "caption" } };
        foreach (var (content, name) in files)
        {
            // What the sender says of the type is not asked.
            var part = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("text/html") } };
            form.Add(part, "file", name);
        }

        return form;
    }

    public static MultipartFormDataContent Form(byte[] content, string name) => Form((content, name));

    public static async Task<Attachment> AttachmentOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.Content.ReadFromJsonAsync<Attachment>(ChatJson.Wire, cancellationToken))!;
    }
}
