using Chat.Client.Hub;

namespace Chat.Tests.Checker;

/// <summary>Somebody who does things from a seed until it is over, and writes down what was acknowledged.</summary>
internal abstract class Actor(string name, Random random, Ledger ledger, CheckerPlan plan)
{
    // Longer than any fault lasts; an answer that takes so long is one that got lost here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private int _texts;

    public string Name { get; } = name;

    protected Random Random { get; } = random;

    protected Ledger Ledger { get; } = ledger;

    public async Task RunAsync(CancellationToken over)
    {
        await Task.Yield();
        for (var done = 0; done < plan.Operations && !over.IsCancellationRequested; done++)
        {
            try { await ActAsync(over).WaitAsync(Patience, CancellationToken.None); }
            catch (ChatRefusedException) { Ledger.Count("answer: refused"); }
            catch (OperationCanceledException) when (over.IsCancellationRequested) { Ledger.Count("answer: none at the end"); }
            catch (Exception) { await FailedAsync(over); }
        }
    }

    protected abstract Task ActAsync(CancellationToken over);

    /// <summary>The connection broke under an operation, of which nobody knows what became.</summary>
    protected virtual Task FailedAsync(CancellationToken over)
    {
        Ledger.Count("answer: broken off");
        return Task.CompletedTask;
    }

    /// <summary>No two are the same; some are long, so that lines fill.</summary>
    protected string NewText()
    {
        var text = $"{Name} says {++_texts}";
        return Random.Next(12) is 0 ? text + new string('.', 3_000) : text;
    }

    protected T Pick<T>(IReadOnlyList<T> from) => from[Random.Next(from.Count)];
}
