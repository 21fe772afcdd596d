using System.Globalization;
using Chat.Assistant.Context;
using Chat.Assistant.Knowledge;
using Chat.Assistant.Models;
using Chat.Contracts.Messages;
using Chat.Core.Assistant;
using Chat.Core.Presence;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Replies;

/// <summary>Writes one reply: reads what was said, lets the model speak, tells the pieces, and takes the end through the durable lane.</summary>
internal sealed class ReplyWriting(
    ReplyContexts contexts, ModelTurns turns, ChangeReply change, IReplyDeltas deltas, IReplyStore store, ReplyTyping typing, FirstExchange titles, Summaries summaries,
    AssistantMetrics metrics, IOptions<AssistantOptions> options, TimeProvider clock, ILogger<ReplyWriting> logger)
{
    private const string Interrupted = "The server was stopped before this reply was finished. Ask for it again.";
    private const string TooLong = "This reply took longer than the server allows. Ask again, perhaps for something shorter.";
    private const string Surprise = "Something went wrong on the server while this reply was written. Ask for it again.";

    public async Task NoteWaitingAsync(ReplyRun run, int ahead)
    {
        var notice = ahead is 0
            ? "The assistant is busy; this is the next reply."
            : string.Create(CultureInfo.InvariantCulture, $"The assistant is busy; {ahead} more wait before this reply.");
        try
        {
            var noted = await change.HandleAsync(run.Reply.Plan, new(MessageStatus.Streaming, Text: null, notice), CancellationToken.None);
            if (!noted.IsRefused(out _, out var message) && message is not null) { run.Noted(message.Revision); }
        }
        catch (Exception failure) { logger.WorkFailed("Telling that a reply waits", failure); }
    }

    public async Task RunAsync(ReplyRun run)
    {
        await run.Noting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var turn = new ModelTurn();
        var outcome = await WriteAsync(run, turn);
        deltas.End(run.Reply);
        await FinishAsync(run, turn, outcome);
    }

    private async Task<ReplyChange> WriteAsync(ReplyRun run, ModelTurn turn)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.ReplySeconds), clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping, limit.Token);
        using var pacer = new DeltaPacer(run.Text, (offset, piece) => deltas.Tell(run.Reply, offset, piece), clock);
        await using var shown = typing.Begin(run.Reply);
        IReadOnlyList<ChatMessage> asked = [];
        try
        {
            var context = await contexts.ReadAsync(run.Reply, end.Token);
            turn.Citations = context.Citations;
            asked = context.Messages;
            await foreach (var piece in turns.SpeakAsync(context, turn, end.Token))
            {
                if (turn.FirstTokenAt is null)
                {
                    turn.FirstTokenAt = clock.GetTimestamp();
                    await shown.StopAsync();
                }

                run.Text.Append(piece);
                pacer.Wrote();
                if (run.Text.IsFull) { return Ended(MessageStatus.Stopped, run, turn); }
            }

            return run.Text.Length is 0 ? Failed(run, turn, ModelFailure.Empty) : Ended(MessageStatus.Complete, run, turn);
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            return run.Cause is EndedBy.Shutdown
                ? new(MessageStatus.Failed, run.Text.ToString(), Interrupted, Cited(run, turn))
                : Ended(MessageStatus.Stopped, run, turn);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return run.Text.Length is 0 ? new(MessageStatus.Failed, "", TooLong) : Ended(MessageStatus.Stopped, run, turn);
        }
        catch (ModelFailure failure) { return Failed(run, turn, failure); }
        catch (Exception surprise)
        {
            logger.ReplySurprised(run.Reply.MessageId, surprise);
            return new(MessageStatus.Failed, run.Text.ToString(), Surprise, Cited(run, turn));
        }
        finally { turn.Settle(asked, run.Text.ToString()); }
    }

    private ReplyChange Failed(ReplyRun run, ModelTurn turn, ModelFailure failure)
    {
        logger.ReplyFailed(run.Reply.MessageId, failure.Cause);
        return new(MessageStatus.Failed, run.Text.ToString(), failure.Message, Cited(run, turn));
    }

    private static ReplyChange Ended(MessageStatus status, ReplyRun run, ModelTurn turn) => new(status, run.Text.ToString(), Notice: null, Cited(run, turn));

    private static IReadOnlyList<Citation>? Cited(ReplyRun run, ModelTurn turn) => run.Text.Length is 0 ? null : PassagePrompt.NamedIn(run.Text.ToString(), turn.Citations);

    /// <summary>The text is the server's to keep, whoever has gone meanwhile: no token ends this.</summary>
    private async Task FinishAsync(ReplyRun run, ModelTurn turn, ReplyChange outcome)
    {
        (await change.HandleAsync(run.Reply.Plan, outcome, CancellationToken.None)).IsRefused(out _, out _);
        var status = outcome.Status.ToString().ToLowerInvariant();
        TimeSpan? first = turn.FirstTokenAt is { } at ? clock.GetElapsedTime(run.StartedAt, at) : null;
        await store.CloseAsync(run.Reply.Plan, new(turn.Model, status, turn.TokensIn, turn.TokensOut, first), clock.GetUtcNow(), CancellationToken.None);
        metrics.Replied(turn, status, clock.GetElapsedTime(run.StartedAt), first);
        logger.ReplyEnded(run.Reply.MessageId, status, clock.GetElapsedTime(run.StartedAt), run.Text.Length, turn.Model);
        if (outcome.Status is not MessageStatus.Complete || !run.Reply.IsAlone) { return; }
        await titles.NameAsync(run, CancellationToken.None);

        // The next question is not made to wait for it: the reply after that will see to it.
        try { await summaries.ExtendAsync(run.Reply, run.Stopping); }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested) { }
        catch (Exception failure) { logger.WorkFailed("Keeping a summary", failure); }
    }
}
