using Chat.Core.Results;

namespace Chat.Vision.Pictures;

/// <summary>How many pictures are decoded at once: one a core, and of the large ones one alone.</summary>
internal sealed class DecodeGate(int cores) : IDisposable
{
    /// <summary>Above this a picture can hold hundreds of megabytes while it is decoded (interlaced PNG, progressive JPEG).</summary>
    public const long LargePixels = 16_000_000;

    /// <summary>Each waiting picture keeps its file in memory; past this the sender waits instead.</summary>
    public const int MaxWaiting = 64;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _all = new(cores);
    private readonly SemaphoreSlim _large = new(1);
    private int _waiting;

    public async Task<Result<IDisposable>> EnterAsync(long pixels, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return Refusal.RateLimited("too many pictures are being read just now", Wait);
        }

        try
        {
            // The large one first: while it waits for its like it must not hold a place that a small one could use.
            if (pixels > LargePixels) { await _large.WaitAsync(cancellationToken); }
            try { await _all.WaitAsync(cancellationToken); }
            catch (OperationCanceledException) when (pixels > LargePixels)
            {
                _large.Release();
                throw;
            }

            return new Place(this, pixels > LargePixels);
        }
        finally { Interlocked.Decrement(ref _waiting); }
    }

    public void Dispose()
    {
        _all.Dispose();
        _large.Dispose();
    }

    private sealed class Place(DecodeGate gate, bool isLarge) : IDisposable
    {
        public void Dispose()
        {
            gate._all.Release();
            if (isLarge) { gate._large.Release(); }
        }
    }
}
