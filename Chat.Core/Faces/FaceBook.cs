using Chat.Core.Data;
using Chat.Core.Faces.Matching;
using Chat.Core.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Core.Faces;

/// <summary>Keeps the index in step with the database: whole at the start and after the bus was away, an account at a time otherwise.</summary>
public sealed class FaceBook(
    IServiceScopeFactory scopes, INodeBus bus, TemplateVault vault, IFaceVision vision, TemplateIndex index, IOptions<FaceOptions> options,
    ILogger<FaceBook> logger) : IHostedService, IDisposable
{
    private const string Topic = "faces";

    private readonly SemaphoreSlim _reading = new(1);
    private IDisposable? _notices;
    private IDisposable? _reconnects;

    private bool IsUsed => !options.Value.IsOff && vision.WhyNoFaces is null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsUsed) { return; }
        _notices = bus.Subscribe(Topic, (payload, token) => Guid.TryParse(payload, out var account) ? ReadAsync(account, token) : Task.CompletedTask);
        _reconnects = bus.OnReconnected(ReadAllAsync);
        await ReadAllAsync(cancellationToken);
        if (options.Value.IsOpen) { logger.FacesAreOpen(index.Count, vision.Likeness.FalseMatchRate, FalseMatch.OneIn(vision.Likeness.FalseMatchRate, index.Count)); }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the rows of an account changed: here at once, elsewhere when they hear it.</summary>
    internal async Task ChangedAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (!IsUsed) { return; }
        await ReadAsync(accountId, cancellationToken);
        await bus.PublishAsync(Topic, accountId.ToString(), cancellationToken);
    }

    public void Dispose()
    {
        _notices?.Dispose();
        _reconnects?.Dispose();
        _reading.Dispose();
    }

    private Task ReadAsync(Guid accountId, CancellationToken cancellationToken) => InTurnAsync(
        async db =>
        {
            var rows = await db.FaceTemplates.AsNoTracking().Where(one => one.AccountId == accountId).ToListAsync(cancellationToken);
            Take(accountId, rows);
        },
        cancellationToken);

    private Task ReadAllAsync(CancellationToken cancellationToken) => InTurnAsync(
        async db =>
        {
            index.Clear();
            var (account, rows, unread) = (Guid.Empty, new List<FaceTemplate>(), 0);
            await foreach (var row in db.FaceTemplates.AsNoTracking().OrderBy(one => one.AccountId).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (row.AccountId != account)
                {
                    unread += Take(account, rows);
                    rows.Clear();
                }

                account = row.AccountId;
                rows.Add(row);
            }

            unread += Take(account, rows);
            logger.FacesRead(index.Count, unread);
        },
        cancellationToken);

    /// <summary>How many are of another model or another key: their people enrol again.</summary>
    private int Take(Guid accountId, List<FaceTemplate> rows)
    {
        if (rows.Count is 0)
        {
            index.Replace(accountId, []);
            return 0;
        }

        float[][] vectors = [.. rows.Where(row => row.Model == vision.TemplateModel).Select(vault.Open).OfType<float[]>().Where(vector => vector.Length is TemplateBlock.Numbers)];
        index.Replace(accountId, vectors);
        return rows.Count - vectors.Length;
    }

    private async Task InTurnAsync(Func<IChatDb, Task> work, CancellationToken cancellationToken)
    {
        // One after the other, or an older answer of the database could come over a newer one.
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<IChatDb>());
        }
        finally { _reading.Release(); }
    }
}

/// <summary>What it means to match against everyone.</summary>
public static class FalseMatch
{
    /// <summary>In how many strangers one is taken for somebody.</summary>
    public static double OneIn(double rate, int enrolled) => 1 / Math.Max(double.Epsilon, 1 - Math.Pow(1 - rate, Math.Max(1, enrolled)));
}
