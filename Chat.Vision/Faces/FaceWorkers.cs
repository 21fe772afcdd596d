using System.Collections.Concurrent;
using Chat.Core.Results;
using Microsoft.Extensions.Options;

namespace Chat.Vision.Faces;

/// <summary>
/// A fixed number of threads that look at pictures, in the order in which they were asked. Every camera asks for one picture at a
/// time, so that this order is a fair one: each gets its turn before any gets a second.
/// </summary>
internal sealed class FaceWorkers : IDisposable
{
    /// <summary>Each waiting picture is held in memory; a camera that finds no place is told to wait.</summary>
    private const int MaxWaiting = 256;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private readonly BlockingCollection<Action<FaceAnalyser>> _waiting = new(new ConcurrentQueue<Action<FaceAnalyser>>(), MaxWaiting);
    private readonly Lazy<Thread[]> _threads;

    public FaceWorkers(FaceModels models, IOptions<VisionOptions> options)
    {
        Count = options.Value.Workers is > 0 and var wanted ? wanted : Environment.ProcessorCount;
        _threads = new(() => [.. Enumerable.Range(0, Count).Select(number => Start(models, number))]);
    }

    public int Count { get; }

    public async Task<Result<T>> RunAsync<T>(Func<FaceAnalyser, Result<T>> work, CancellationToken cancellationToken)
    {
        _ = _threads.Value;
        var answer = new TaskCompletionSource<Result<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Job(FaceAnalyser analyser)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                answer.TrySetCanceled(cancellationToken);
                return;
            }

            try { answer.TrySetResult(work(analyser)); }
            catch (Exception surprise) { answer.TrySetException(surprise); }
        }

        return _waiting.TryAdd(Job) ? await answer.Task : Refusal.RateLimited("Too many cameras are looked at just now", Wait);
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        if (_threads.IsValueCreated)
        {
            foreach (var thread in _threads.Value) { thread.Join(); }
        }

        _waiting.Dispose();
    }

    private Thread Start(FaceModels models, int number)
    {
        // Chat comes first where they compete for a core.
        var thread = new Thread(() => Work(models)) { IsBackground = true, Name = $"faces {number}", Priority = ThreadPriority.BelowNormal };
        thread.Start();
        return thread;
    }

    private void Work(FaceModels models)
    {
        using var analyser = new FaceAnalyser(models);
        foreach (var job in _waiting.GetConsumingEnumerable()) { job(analyser); }
    }
}
