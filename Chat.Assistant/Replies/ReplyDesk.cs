using System.Globalization;
using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Nodes;
using Chat.Core.Results;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Replies;

/// <summary>Takes replies in, starts each when its turn comes, and knows how to end it. What it started it waits for when the server ends.</summary>
internal sealed class ReplyDesk : IReplies, IHostedService, IDisposable
{
    private const string Topic = "replies";

    private readonly Lock _lock = new();
    private readonly ReplyQueue _queue;
    private readonly ReplyWriting _writing;
    private readonly ReplyLimits _limits;
    private readonly AssistantBot _bot;
    private readonly IReplyStore _store;
    private readonly INodeBus _bus;
    private readonly NodeIdentity _node;
    private readonly AssistantOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IDisposable _hearing;
    private bool _isStopping;

    public ReplyDesk(
        ReplyWriting writing, ReplyLimits limits, AssistantBot bot, IReplyStore store, INodeBus bus, NodeIdentity node,
        AssistantMetrics metrics, IOptions<AssistantOptions> options, TimeProvider clock, ILogger<ReplyDesk> logger)
    {
        (_writing, _limits, _bot, _store, _bus, _node, _options, _clock, _logger) = (writing, limits, bot, store, bus, node, options.Value, clock, logger);
        _queue = new(_options.MaxRunning, _options.MaxRunningPerUser);
        metrics.Observe(() => Count(queue => queue.Running), () => Count(queue => queue.Waiting));
        _hearing = bus.Subscribe(Topic, HearAsync);
    }

    public User? Assistant => _bot.User;

    public long TokensPerDay => _options.TokensPerDay;

    public IReadOnlyList<ReplyRun> Runs
    {
        get { lock (_lock) { return [.. _queue.All]; } }
    }

    public async Task<Result<Done>> AdmitAsync(Caller asker, ReplyPlan plan, CancellationToken cancellationToken)
    {
        if (Count(queue => queue.WaitingOf(asker.AccountId)) >= _options.MaxWaitingPerUser)
        {
            return Refusal.RateLimited($"{_options.MaxWaitingPerUser} of your questions wait for their answers already", TimeSpan.FromSeconds(10));
        }

        if (await _limits.CheckAsync(asker.AccountId, cancellationToken) is { } refusal) { return refusal; }
        await _store.OpenAsync(plan, _node.Id, _clock.GetUtcNow(), cancellationToken);
        return new Done();
    }

    public Task WithdrawAsync(Guid messageId, CancellationToken cancellationToken) => _store.DropAsync(messageId, cancellationToken);

    public void Begin(Reply reply)
    {
        var run = new ReplyRun(reply, new(_options.MaxReplyCharacters), _clock.GetTimestamp());
        ReplyRun[] before;
        bool isStopping;
        lock (_lock)
        {
            before = reply.IsAlone ? [.. _queue.All.Where(other => other.ConversationId == reply.ConversationId)] : [];
            isStopping = _isStopping;
            _queue.Add(run);
        }

        foreach (var one in before) { Stop(one, EndedBy.NextQuestion); }
        if (isStopping) { Stop(run, EndedBy.Shutdown); }
        StartNext();
        if (reply.IsAlone && !_bus.IsAlone) { _ = TellOthersAsync($"next {_node.Id} {reply.ConversationId}"); }
        lock (_lock)
        {
            if (_queue.AheadOf(run) is { } ahead) { run.Noting = _writing.NoteWaitingAsync(run, ahead); }
        }
    }

    public async Task StopAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        var ended = StopHere(conversationId, EndedBy.Stop);
        if (!_bus.IsAlone) { await TellOthersAsync($"stop {_node.Id} {conversationId}"); }

        // Its last word is on its way then; a database that is slow to take it need not hold up who pressed the button.
        await Task.WhenAll(ended).WaitAsync(TimeSpan.FromSeconds(2), _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock) { _isStopping = true; }

        foreach (var run in Runs) { Stop(run, EndedBy.Shutdown); }
        await Task.WhenAll(Runs.Select(run => run.Ended)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _hearing.Dispose();

    private Task[] StopHere(Guid conversationId, EndedBy cause)
    {
        var runs = Runs.Where(run => run.ConversationId == conversationId).ToArray();
        foreach (var run in runs) { Stop(run, cause); }

        return [.. runs.Select(run => run.Ended)];
    }

    /// <summary>One that waits ends at once, without a turn.</summary>
    private void Stop(ReplyRun run, EndedBy cause)
    {
        run.Stop(cause);
        bool wasWaiting;
        lock (_lock) { wasWaiting = _queue.RemoveWaiting(run); }

        if (wasWaiting) { _ = RunAsync(run); }
    }

    private void StartNext()
    {
        while (true)
        {
            ReplyRun? next;
            lock (_lock) { next = _queue.Take(); }

            if (next is null) { return; }
            _ = Task.Run(() => RunAsync(next), CancellationToken.None);
        }
    }

    /// <summary>Owned by the desk: <see cref="ReplyRun.Ended"/> is what it is waited for by.</summary>
    private async Task RunAsync(ReplyRun run)
    {
        try { await _writing.RunAsync(run); }
        catch (Exception surprise) { _logger.ReplySurprised(run.Reply.MessageId, surprise); }
        finally
        {
            lock (_lock) { _queue.End(run); }

            run.End();
            run.Dispose();
            StartNext();
        }
    }

    private async Task TellOthersAsync(string word)
    {
        try { await _bus.PublishAsync(Topic, word, CancellationToken.None); }
        catch (Exception failure) { _logger.WorkFailed("Telling other nodes to stop a reply", failure); }
    }

    private Task HearAsync(string payload, CancellationToken cancellationToken)
    {
        if (payload.Split(' ') is [var word, var node, var id] && node != _node.Id.ToString() && Guid.TryParse(id, CultureInfo.InvariantCulture, out var conversation))
        {
            StopHere(conversation, word is "next" ? EndedBy.NextQuestion : EndedBy.Stop);
        }

        return Task.CompletedTask;
    }

    private int Count(Func<ReplyQueue, int> count)
    {
        lock (_lock) { return count(_queue); }
    }
}
