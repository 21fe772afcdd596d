using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Chat.Core.Results;

namespace Chat.Core.Models;

/// <summary>
/// Brings one model to a folder: to a temporary name first, going on where an earlier try ended, and given its own name only when
/// its checksum is right.
/// </summary>
public sealed class FetchModel(HttpClient http, TimeProvider clock)
{
    private const int Tries = 5;
    private const int BufferBytes = 128 * 1024;

    /// <summary>Between tries; a server that just hung up is not asked again at once.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <param name="entry">What to fetch.</param>
    /// <param name="mirror">A folder of the web that holds the same files by their names; absent, the makers' address.</param>
    /// <param name="folder">Made when it is not there.</param>
    /// <param name="progress">Told of the bytes that are there.</param>
    /// <param name="cancellationToken">What came until then stays, and the next try goes on from there.</param>
    public async Task<Result<string>> HandleAsync(
        ModelEntry entry, Uri? mirror, string folder, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var address = mirror is null ? entry.Address : new Uri($"{mirror.ToString().TrimEnd('/')}/{entry.File}");
        if (address is null) { return Refusal.Invalid($"{entry.File} has no official address: bring it by hand, or name a mirror"); }
        Directory.CreateDirectory(folder);
        var (file, part) = (Path.Combine(folder, entry.File), Path.Combine(folder, $"{entry.File}.part"));
        var failure = "";
        for (var attempt = 0; attempt < Tries && LengthOf(part) != entry.Bytes; attempt++)
        {
            if (attempt > 0) { await Task.Delay(Pause, clock, cancellationToken); }
            try
            {
                if ((await ContinueAsync(entry, address, part, progress, cancellationToken)) is { } refusal) { return refusal; }
                failure = $"{address} ended too early";
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException) { failure = $"{address}: {cut.Message}"; }
        }

        if (LengthOf(part) != entry.Bytes) { return Refusal.Unavailable($"{entry.File} could not be fetched ({failure}); what came is kept and the next try goes on from there"); }
        return await TakeAsync(entry, address, part, file, cancellationToken);
    }

    /// <summary>A refusal that trying again would not change, or null.</summary>
    private async Task<Refusal?> ContinueAsync(ModelEntry entry, Uri address, string part, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var have = LengthOf(part);
        if (have > entry.Bytes)
        {
            File.Delete(part);
            have = 0;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0) { request.Headers.Range = new RangeHeaderValue(have, null); }
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Gone)
        {
            return Refusal.NotFound($"{address} answers {(int)answer.StatusCode}: {entry.File} is not there");
        }

        answer.EnsureSuccessStatusCode();
        var goesOn = answer.StatusCode is HttpStatusCode.PartialContent && answer.Content.Headers.ContentRange?.From == have;
        await using var to = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using var from = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await CopyAsync(entry, address, from, to, progress, cancellationToken);
    }

    private static async Task<Refusal?> CopyAsync(
        ModelEntry entry, Uri address, Stream from, FileStream to, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (to.Position + read > entry.Bytes)
            {
                to.SetLength(0);
                return Refusal.Invalid($"{address} is longer than {entry.File} is: it is another file");
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            progress.Report(to.Position);
        }

        return null;
    }

    private static async Task<Result<string>> TakeAsync(ModelEntry entry, Uri address, string part, string file, CancellationToken cancellationToken)
    {
        await using (var whole = File.OpenRead(part))
        {
            var sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(whole, cancellationToken));
            if (sum != entry.Sha256)
            {
                whole.Close();
                File.Delete(part);
                return Refusal.Invalid($"{address} is another file than {entry.File} (its SHA-256 is {sum}, not {entry.Sha256}); it was deleted");
            }
        }

        File.Move(part, file, overwrite: true);
        return file;
    }

    private static long LengthOf(string part) => File.Exists(part) ? new FileInfo(part).Length : 0;
}
