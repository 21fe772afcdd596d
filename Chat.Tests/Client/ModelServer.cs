using Chat.Client.Storing;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;

namespace Chat.Tests.Client;

/// <summary>The server as one device of one user sees it. Every change tells its events; a sync answers what is so at that moment.</summary>
internal sealed class ModelServer(Guid me)
{
    private readonly Dictionary<Guid, ModelConversation> _conversations = [];
    private DateTimeOffset _now = new(2026, 11, 20, 21, 40, 0, TimeSpan.Zero);
    private long _ownRevision;

    public Guid Me { get; } = me;

    /// <summary>Receives what is told, in order.</summary>
    public Action<ChatEvent> Tell { get; set; } = _ => { };

    /// <summary>Receives the pieces of replies, which may get lost.</summary>
    public Action<MessageDelta> TellPiece { get; set; } = _ => { };

    public IReadOnlyCollection<ModelConversation> Conversations => _conversations.Values;

    public IEnumerable<ModelConversation> Mine => _conversations.Values.Where(one => one.Members.ContainsKey(Me));

    public static User UserOf(Guid id) => new()
    {
        Id = id, Username = $"user-{id:N}", DisplayName = "Somebody", Role = UserRole.User, HasFace = false,
    };

    public ModelConversation Create(params Guid[] members)
    {
        var made = new ModelConversation(Guid.NewGuid(), Next());
        foreach (var member in members) { made.Members[member] = new(_now, lastReadSeq: 0); }
        _conversations[made.Id] = made;
        made.Revision++;
        TellOfConversation(made);
        return made;
    }

    public Message Send(ModelConversation conversation, Guid sender, string content, string? clientMessageId = null)
    {
        var message = new Message
        {
            Id = Guid.NewGuid(),
            ConversationId = conversation.Id,
            Seq = conversation.Messages.Count + 1,
            SenderId = sender,
            Role = MessageRole.User,
            Type = MessageType.Text,
            Content = content,
            Status = MessageStatus.Complete,
            Attachments = [],
            Reactions = [],
            ClientMessageId = clientMessageId,
            Revision = ++conversation.Revision,
            CreatedAt = Next(),
        };
        conversation.Messages.Add(message);
        conversation.UpdatedAt = _now;
        if (conversation.Members.ContainsKey(Me)) { Tell(new MessageEvent(message)); }
        return message;
    }

    /// <summary>The same message, if it was sent under this id before.</summary>
    public Message SendOnce(SendMessageRequest request)
    {
        var conversation = _conversations[request.ConversationId];
        return conversation.Messages.Find(message => message.SenderId == Me && message.ClientMessageId == request.ClientMessageId)
            ?? Send(conversation, Me, request.Content, request.ClientMessageId);
    }

    public void Change(ModelConversation conversation, int at, Func<Message, Message> change)
    {
        var changed = change(conversation.Messages[at]) with { Revision = ++conversation.Revision };
        conversation.Messages[at] = changed;
        if (conversation.Members.ContainsKey(Me)) { Tell(new MessageEvent(changed)); }
    }

    /// <summary>The last message becomes a reply that is being written, or is written again.</summary>
    public void Begin(ModelConversation conversation) =>
        Change(conversation, conversation.Messages.Count - 1, last => last with { Status = MessageStatus.Streaming, Content = "" });

    /// <summary>More of the last message: its revision stays.</summary>
    public void Write(ModelConversation conversation, string text, bool isTold = true)
    {
        var last = conversation.Messages[^1];
        conversation.Messages[^1] = last with { Content = last.Content + text };
        if (!isTold) { return; }
        TellPiece(new() { ConversationId = conversation.Id, MessageId = last.Id, Offset = last.Content.Length, Text = text, Revision = last.Revision });
    }

    public void Finish(ModelConversation conversation) =>
        Change(conversation, conversation.Messages.Count - 1, last => last with { Status = MessageStatus.Complete });

    public MessagePage Page(GetMessagesRequest request)
    {
        var before = _conversations[request.ConversationId].Messages.Where(message => message.Seq < (request.Before ?? long.MaxValue)).ToArray();
        var page = before.TakeLast(request.Limit ?? 50).ToArray();
        return new() { Messages = page, HasMore = page.Length < before.Length };
    }

    public void Read(ModelConversation conversation, Guid reader, long seq)
    {
        if (!conversation.Members.TryGetValue(reader, out var member) || seq <= member.LastReadSeq) { return; }
        member.LastReadSeq = seq;
        conversation.Revision++;
        if (!conversation.Members.ContainsKey(Me)) { return; }
        Tell(new ReadEvent(new() { ConversationId = conversation.Id, UserId = reader, Seq = seq, Revision = conversation.Revision }));
    }

    public void Rename(ModelConversation conversation, string title)
    {
        conversation.Title = title;
        conversation.Revision++;
        TellOfConversation(conversation);
    }

    public void Clear(ModelConversation conversation) => ChangeOwn(conversation, own => own.ClearedUpToSeq = conversation.Messages.Count);

    public void Mute(ModelConversation conversation, bool muted) => ChangeOwn(conversation, own => own.Muted = muted);

    public void Leave(ModelConversation conversation)
    {
        if (!conversation.Members.Remove(Me)) { return; }
        conversation.Revision++;
        Tell(new RemovedEvent(conversation.Id));
    }

    public void Join(ModelConversation conversation)
    {
        if (!conversation.Members.TryAdd(Me, new(Next(), conversation.Messages.Count))) { return; }
        conversation.Revision++;
        TellOfConversation(conversation);
    }

    public SyncPage Sync(SyncRequest request)
    {
        var known = request.Known.ToDictionary(one => one.ConversationId, one => one.Revision);
        var left = request.Limit ?? 500;
        var page = new List<SyncedConversation>();
        var more = false;
        foreach (var conversation in Mine.Where(one => known.GetValueOrDefault(one.Id, -1) != one.Revision))
        {
            if (left <= 0)
            {
                more = true;
                break;
            }

            page.Add(Changes(conversation, known.GetValueOrDefault(conversation.Id), ref left, ref more));
        }

        return new()
        {
            Conversations = page,
            Removed = [.. known.Keys.Where(id => !Mine.Any(one => one.Id == id))],
            Own = [.. Mine.Where(one => one.Members[Me].OwnRevision > (request.OwnRevision ?? 0)).Select(OwnOf)],
            OwnRevision = _ownRevision,
            More = more,
        };
    }

    private SyncedConversation Changes(ModelConversation conversation, long since, ref int left, ref bool more)
    {
        var from = since > conversation.Revision ? 0 : since;
        var cleared = conversation.Members[Me].ClearedUpToSeq;
        var changed = conversation.Messages.Where(message => message.Revision > from && message.Seq > cleared).OrderBy(message => message.Revision).ToArray();
        var kept = changed.Take(left).ToArray();
        left -= kept.Length;
        var seen = conversation.SeenBy(Me);
        if (kept.Length == changed.Length) { return new() { Conversation = seen, Messages = kept }; }
        more = true;
        return new() { Conversation = seen with { Revision = kept[^1].Revision }, Messages = kept };
    }

    private void ChangeOwn(ModelConversation conversation, Action<ModelMember> change)
    {
        if (!conversation.Members.TryGetValue(Me, out var own)) { return; }
        change(own);
        own.OwnRevision = ++_ownRevision;
        Tell(new OwnEvent(new() { Own = OwnOf(conversation), OwnRevision = _ownRevision }));
    }

    private OwnState OwnOf(ModelConversation conversation) => new()
    {
        ConversationId = conversation.Id,
        Muted = conversation.Members[Me].Muted,
        ClearedUpToSeq = conversation.Members[Me].ClearedUpToSeq,
        LastReadSeq = conversation.Members[Me].LastReadSeq,
    };

    private void TellOfConversation(ModelConversation conversation)
    {
        if (conversation.Members.ContainsKey(Me)) { Tell(new ConversationEvent(conversation.SeenBy(Me))); }
    }

    private DateTimeOffset Next() => _now += TimeSpan.FromSeconds(1);
}
