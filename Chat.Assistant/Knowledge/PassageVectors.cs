using Chat.Assistant.Models;
using Chat.Core.Knowledge;
using Microsoft.Extensions.Logging;

namespace Chat.Assistant.Knowledge;

/// <summary>The vectors of all passages, in memory as long as no document changes, and every one of them compared: exact, and fast for tens of thousands.</summary>
internal sealed class PassageVectors(IKnowledgeStore store, Embeddings embeddings, ILogger<PassageVectors> logger)
{
    // Below it a passage is about something else, whichever model says so.
    private const float Least = 0.25f;

    private volatile Loaded? _loaded;

    /// <summary>The nearest first; none when the endpoint is away, since words find most as well.</summary>
    public async Task<IReadOnlyList<PassageKey>> NearestAsync(string question, int max, CancellationToken cancellationToken)
    {
        if (embeddings.Model is not { } model) { return []; }
        var vectors = await VectorsAsync(model, cancellationToken);
        if (vectors.Count is 0) { return []; }
        try
        {
            var wanted = (await embeddings.OfAsync([question], cancellationToken))[0];
            return [.. vectors.Select(one => (one.Key, Likeness: Likeness.Of(wanted, one.Vector))).Where(one => one.Likeness >= Least)
                .OrderByDescending(one => one.Likeness).Take(max).Select(one => one.Key)];
        }
        catch (ModelFailure failure)
        {
            logger.ModelFailed(model, failure.Cause);
            return [];
        }
    }

    private async Task<IReadOnlyList<PassageVector>> VectorsAsync(string model, CancellationToken cancellationToken)
    {
        var version = await store.VersionAsync(cancellationToken);
        if (_loaded is { } known && known.Version == version) { return known.Vectors; }
        var vectors = await store.VectorsAsync(model, cancellationToken);
        _loaded = new(version, vectors);
        return vectors;
    }

    private sealed record Loaded(long Version, IReadOnlyList<PassageVector> Vectors);
}
