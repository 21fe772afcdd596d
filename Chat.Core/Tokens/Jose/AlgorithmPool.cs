using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Chat.Core.Tokens.Jose;

/// <summary>
/// Instances of one key. The framework does not promise that one instance may be used by several threads at once;
/// there are never more than there were threads.
/// </summary>
internal sealed class AlgorithmPool<T>(Func<T> create)
    where T : AsymmetricAlgorithm
{
    private readonly ConcurrentBag<T> _idle = [];

    public T Take() => _idle.TryTake(out var idle) ? idle : create();

    /// <summary>Not after an exception: what is not put back is collected with its key.</summary>
    public void PutBack(T used) => _idle.Add(used);
}
