using Chat.Core.Results;

namespace Chat.Core.Log;

/// <summary>
/// Something that somebody asks of a conversation. It says what it must see, and then decides on that alone, without waiting for
/// anything: the rows are locked while it does.
/// </summary>
public abstract class Operation
{
    /// <summary>Operations of one lane are decided one after another, in the order they came.</summary>
    public abstract int Lane { get; }

    /// <summary>An earlier try may be on disk without anybody having heard of it: then what is found done is told again.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>It has its place in its lane: what comes later is decided later.</summary>
    public virtual void Place() { }

    public abstract void Read(LogReads reads);

    /// <summary>May run again, on fresh state, when the batch could not be written.</summary>
    public abstract void Decide(LogState state);

    public void Repeat() => IsRepeat = true;

    /// <summary>Hands out what was decided.</summary>
    public abstract void Complete();

    public abstract void Refuse(Refusal refusal);

    public abstract void Fail(Exception surprise);
}

public abstract class Operation<T> : Operation
{
    private readonly TaskCompletionSource<Result<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T> _decided;

    public Task<Result<T>> Answer => _answer.Task;

    public override void Decide(LogState state) => _decided = Apply(state);

    public override void Complete() => _answer.TrySetResult(_decided);

    public override void Refuse(Refusal refusal) => _answer.TrySetResult(refusal);

    public override void Fail(Exception surprise) => _answer.TrySetException(surprise);

    /// <summary>Everything is checked before anything is changed.</summary>
    protected abstract Result<T> Apply(LogState state);
}
