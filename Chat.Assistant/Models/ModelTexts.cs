using System.Text;
using Chat.Core.Assistant;
using Chat.Core.Results;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Models;

/// <summary>Short texts that nobody watches being written. They cost the person whom they are for.</summary>
internal sealed class ModelTexts(
    ModelChain chain, IModelChoice choice, IReplyStore store, AssistantMetrics metrics, IOptions<AssistantOptions> options, TimeProvider clock) : IDisposable
{
    private const int MaxLength = 20_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly Refusal Late = Refusal.Unavailable(ModelFailure.Slow.Message);
    private static readonly Refusal NoModel = Refusal.Unavailable(
        "No language model is connected. An admin can connect one with Chat:Assistant:Endpoint and Chat:Assistant:Model, or by running Ollama on the server's machine.");

    // Beside the replies, and no more at once than them.
    private readonly SemaphoreSlim _turns = new(options.Value.MaxRunning);

    public async Task<Result<string>> WriteAsync(Guid accountId, string task, string said, CancellationToken cancellationToken)
    {
        if ((await choice.ListAsync(cancellationToken))[0].IsBuiltIn) { return NoModel; }
        using var limit = new CancellationTokenSource(Limit, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var turn = new ModelTurn();
        try
        {
            await _turns.WaitAsync(end.Token);
            try { return await SpeakAsync([new(ChatRole.System, task), new(ChatRole.User, said)], turn, end.Token); }
            finally { _turns.Release(); }
        }
        catch (ModelFailure failure) { return Refusal.Unavailable(failure.Message); }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested) { return Late; }
        finally
        {
            metrics.Used(turn);
            if (turn.TokensIn + turn.TokensOut > 0) { await store.ChargeAsync(accountId, turn.TokensIn, turn.TokensOut, clock.GetUtcNow(), CancellationToken.None); }
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<string> SpeakAsync(IReadOnlyList<ChatMessage> messages, ModelTurn turn, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var part in chain.StreamAsync(messages, new(), turn, cancellationToken))
        {
            turn.Take(part);
            text.Append(part.Text);
            if (text.Length > MaxLength) { break; }
        }

        turn.Settle(messages, text.ToString());
        return text.ToString().Trim() is { Length: > 0 } written ? written : throw ModelFailure.Empty;
    }
}
