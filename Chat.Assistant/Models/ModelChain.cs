using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Models;

/// <summary>
/// The models in their order. Until the first token another try, or the next model, costs the reader nothing; from then on the
/// text is theirs, and a failure is a failure.
/// </summary>
internal sealed class ModelChain(IModelChoice choice, IOptions<AssistantOptions> options, TimeProvider clock, ILogger<ModelChain> logger)
{
    private const int Tries = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions chat, ModelTurn turn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var between = TimeSpan.FromSeconds(options.Value.BetweenTokensSeconds);
        var (slot, stream, head) = await OpenAsync(messages, chat, cancellationToken);
        (turn.Model, turn.IsFree) = (slot.Name, slot.IsBuiltIn);
        slot.Breaker.Worked();
        await using (stream)
        {
            foreach (var part in head) { yield return part; }

            while (await NextAsync(slot, stream, between) is { } part) { yield return part; }
        }
    }

    private async ValueTask<ChatResponseUpdate?> NextAsync(ModelSlot slot, TimedStream stream, TimeSpan between)
    {
        try { return await stream.NextAsync(between, () => ModelFailure.Broken); }
        catch (ModelFailure failure)
        {
            Note(slot, failure);
            throw;
        }
    }

    private async Task<Opened> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions chat, CancellationToken cancellationToken)
    {
        ModelFailure? last = null;
        foreach (var slot in await choice.ListAsync(cancellationToken))
        {
            for (var attempt = 1; attempt <= Tries && slot.Breaker.TryEnter(); attempt++)
            {
                try { return await OpenAsync(slot, messages, chat, cancellationToken); }
                catch (ModelFailure failure)
                {
                    last = failure;
                    Note(slot, failure);
                    if (!failure.IsWorthAnotherTry) { break; }
                }
                catch (OperationCanceledException)
                {
                    slot.Breaker.Left();
                    throw;
                }

                if (attempt < Tries) { await Task.Delay(Pause, clock, cancellationToken); }
            }
        }

        throw last ?? ModelFailure.Resting;
    }

    /// <summary>Many a local model refuses what has tools, and answers without.</summary>
    private async Task<Opened> OpenAsync(ModelSlot slot, IReadOnlyList<ChatMessage> messages, ChatOptions chat, CancellationToken cancellationToken)
    {
        var bare = chat.Clone();
        bare.Tools = null;
        if (chat.Tools is null or [] || !slot.TakesTools) { return await OpenOnceAsync(slot, messages, bare, cancellationToken); }
        try { return await OpenOnceAsync(slot, messages, chat, cancellationToken); }
        catch (ModelFailure failure) when (failure.IsRejection)
        {
            var opened = await OpenOnceAsync(slot, messages, bare, cancellationToken);
            slot.TakesTools = false;
            return opened;
        }
    }

    /// <summary>Up to the first part that says something: some send empty ones at once and think afterwards.</summary>
    private async Task<Opened> OpenOnceAsync(ModelSlot slot, IReadOnlyList<ChatMessage> messages, ChatOptions chat, CancellationToken cancellationToken)
    {
        var stream = new TimedStream(slot.Client, messages, chat, clock, cancellationToken);
        try
        {
            var until = TimeSpan.FromSeconds(options.Value.FirstTokenSeconds);
            var since = clock.GetTimestamp();
            var head = new List<ChatResponseUpdate>();
            while (until - clock.GetElapsedTime(since) is var left && left > TimeSpan.Zero)
            {
                if (await stream.NextAsync(left, () => ModelFailure.Slow) is not { } part) { return new(slot, stream, head); }
                head.Add(part);
                if (part.Contents.Any(content => content is TextContent { Text.Length: > 0 } or FunctionCallContent)) { return new(slot, stream, head); }
            }

            throw ModelFailure.Slow;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private void Note(ModelSlot slot, ModelFailure failure)
    {
        logger.ModelFailed(slot.Name, failure.Cause);
        if (slot.Breaker.Failed()) { logger.ModelRested(slot.Name, CircuitBreaker.Pause); }
    }

    private sealed record Opened(ModelSlot Slot, TimedStream Stream, IReadOnlyList<ChatResponseUpdate> Head);
}
