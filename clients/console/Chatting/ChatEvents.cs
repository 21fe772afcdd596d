using Chat.Client.Storing;
using Chat.Contracts.Messages;
using Chat.Terminal.Following;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Chatting;

/// <summary>Who is writing, and the reply that grows, stand beside the line one writes in.</summary>
internal sealed class ChatEvents : FeedEvents
{
    private readonly InputLine _line;
    private readonly Dictionary<Guid, string> _writing = [];
    private string _reply = "";

    public ChatEvents(Shell shell, InputLine line, Guid conversationId) : base(shell.Screen, shell.Address)
    {
        _line = line;
        Typing += typing => Hear(typing, conversationId, shell.Session.User?.Id);
    }

    /// <summary>After a change of the conversation.</summary>
    public void Look(StoredConversation? conversation)
    {
        lock (_writing)
        {
            var reply = GrowingReply.Of(conversation);
            if (reply == _reply) { return; }
            _reply = reply;
            Show();
        }
    }

    protected override void Say(FormattableString note) => _line.Above(screen => screen.Note(note));

    private void Hear(UserTyping typing, Guid conversationId, Guid? me)
    {
        if (typing.ConversationId != conversationId || typing.User.Id == me) { return; }
        lock (_writing)
        {
            if (typing.IsTyping) { _writing[typing.User.Id] = SafeText.Short(typing.User.DisplayName, 20); } else { _writing.Remove(typing.User.Id); }

            Show();
        }
    }

    private void Show() => _line.Status = _writing.Count switch
    {
        _ when _reply.Length > 0 => _reply,
        0 => "",
        1 => $"({_writing.Values.First()} is writing) ",
        _ => $"({_writing.Count} are writing) ",
    };
}
