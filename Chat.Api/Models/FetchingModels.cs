using Chat.Core.Models;

namespace Chat.Api.Models;

/// <summary>Fetches one model after the other and shows how far it is.</summary>
internal sealed class FetchingModels(ModelCatalogue catalogue, ModelFiles files, TextWriter output)
{
    // Nothing for so long is a dead connection; a slow one goes on.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<int> RunAsync(string[] names, Uri? mirror, CancellationToken cancellationToken)
    {
        var unknown = names.Where(name => catalogue.Find(name) is null).ToArray();
        if (unknown.Length > 0)
        {
            await output.WriteLineAsync($"Chat knows no model {string.Join(", ", unknown)}: \"models list\" names all.");
            return 1;
        }

        using var http = new HttpClient { Timeout = Patience };
        var fetch = new FetchModel(http, TimeProvider.System);
        var failed = 0;
        foreach (var entry in names.Length > 0 ? names.Select(name => catalogue.Find(name)!) : catalogue.Entries.Where(entry => entry.IsUsual))
        {
            if (!await OneAsync(fetch, entry, mirror, cancellationToken)) { failed++; }
        }

        return failed is 0 ? 0 : 1;
    }

    private async Task<bool> OneAsync(FetchModel fetch, ModelEntry entry, Uri? mirror, CancellationToken cancellationToken)
    {
        if (!files.Read(entry).IsRefused(out _, out _))
        {
            await output.WriteLineAsync($"{entry.File} is there already");
            return true;
        }

        var bar = new ProgressBar(output, entry.File, entry.Bytes);
        var fetched = await fetch.HandleAsync(entry, mirror, files.Places[0], bar, cancellationToken);
        bar.End();
        var isThere = !fetched.IsRefused(out var refusal, out var path);
        await output.WriteLineAsync(isThere ? path : refusal!.Sentence);
        return isThere;
    }
}
