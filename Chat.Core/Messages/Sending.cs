using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Messages;

internal class Sending(Message draft, long? ifUnansweredSince, Action? placed = null) : Operation<Message>
{
    /// <summary>In a conversation with the assistant a message comes with its reply: for <see cref="SendMessage"/> alone.</summary>
    public static readonly Refusal NeedsReply = Refusal.Conflict("The assistant answers here.");

    protected Message Draft => draft;

    public override int Lane => draft.ConversationId.GetHashCode();

    public override void Place() => placed?.Invoke();

    public override void Read(LogReads reads)
    {
        reads.Member(draft.ConversationId, draft.SenderId);
        reads.Sent.Add((draft.SenderId, draft.ClientMessageId!));
        if (draft.ReplyTo is { } replied) { reads.Messages.Add(replied); }
        if (ifUnansweredSince is { } since) { reads.Answers.Add((draft.ConversationId, draft.SenderId, since)); }
    }

    protected override Result<Message> Apply(LogState state)
    {
        if (state.Sent(draft.SenderId, draft.ClientMessageId!) is { } sent)
        {
            state.TellAgain(this, new MessageAdded(sent));
            return sent;
        }

        var answer = Write(state);
        if (answer.IsRefused(out var refusal, out _) && !ReferenceEquals(refusal, NeedsReply)) { state.LookFirst(); }
        return answer;
    }

    private Result<Message> Write(LogState state)
    {
        if (state.Seat(draft.ConversationId, draft.SenderId) is not var (conversation, sender)) { return ConversationRefusals.NoConversation; }
        if (Check(conversation) is { } refusal) { return refusal; }
        if (draft.ReplyTo is { } replied && !CanSee(state.Message(replied), sender)) { return ConversationRefusals.NoMessage; }
        if (ifUnansweredSince is { } since && state.Answer(conversation, draft.SenderId, since) is { } answer) { return Answered(answer, state.Now); }
        return state.Add(conversation, draft with { Sender = sender.User });
    }

    protected virtual Refusal? Check(ConversationState conversation) => conversation.Kind is ConversationKind.Assistant ? NeedsReply : null;

    private bool CanSee(Message? replied, MemberState sender) =>
        replied is not null && replied.ConversationId == draft.ConversationId && replied.Seq > sender.ClearedUpToSeq;

    private static Refusal Answered(FoundAnswer answer, DateTimeOffset now) =>
        Refusal.Conflict($"{answer.DisplayName} answered {Math.Max(0, (long)(now - answer.At).TotalSeconds)} s ago");
}
