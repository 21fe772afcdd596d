using System.Text.Json;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Sync;
using Chat.Tests.Running;

namespace Chat.Tests.Client;

/// <summary>The list in <c>clients/scenarios</c>, which every client runs.</summary>
internal sealed record ScenarioFile
{
    public static readonly ScenarioFile Store = Read("store.json");

    public required Dictionary<string, Guid> Names { get; init; }

    public required Scenario[] Scenarios { get; init; }

    private static ScenarioFile Read(string name) =>
        JsonSerializer.Deserialize<ScenarioFile>(File.ReadAllText(Path.Combine(Repository.Root, "clients", "scenarios", name)), JsonSerializerOptions.Web)!;
}

internal sealed record Scenario(string Name, ScenarioStep[] Steps, ScenarioEnd Expected);

internal sealed record ScenarioStep(
    ScenarioEvent? Told, ScenarioMessage? Kept, ScenarioAsk? Asks, ScenarioPage? Page, bool More, bool Lost, Dictionary<string, long[]>? Fetches);

internal sealed record ScenarioEvent(
    ScenarioMessage? Message, ScenarioRecord? Record, ScenarioOwn? Own, string? Removed, ScenarioRead? Read, ScenarioCleared? Cleared,
    ScenarioPiece? Piece);

internal sealed record ScenarioRead(string In, string Who, long Seq, long Revision);

internal sealed record ScenarioCleared(string In, long UpToSeq, long Revision);

internal sealed record ScenarioAsk(Dictionary<string, long> Known, long OwnRevision);

internal sealed record ScenarioEnd(bool NeedsSync, long OwnRevision, ScenarioKnown[] Conversations);

internal sealed record ScenarioKnown(
    string Id, string? Title, long Revision, long LastSeq, long LastReadSeq, long ClearedUpToSeq, bool Muted, long Unread, string[] Messages);

internal sealed record ScenarioPiece(string In, long Seq, long? Revision, int Offset, string Text)
{
    public MessageDelta ToDelta(IReadOnlyDictionary<string, Guid> names) =>
        new() { ConversationId = names[In], MessageId = ScenarioMessage.IdOf(names[In], Seq), Offset = Offset, Text = Text, Revision = Revision };
}

internal sealed record ScenarioMessage(string In, long Seq, long Revision, string From, string Text, bool IsDeleted, string? Status)
{
    public static Guid IdOf(Guid conversationId, long seq) => Guid.Parse($"0196c0de-0000-7000-9{$"{conversationId:N}"[^3..]}-{seq:x12}");

    public Message ToMessage(IReadOnlyDictionary<string, Guid> names) => new()
    {
        Id = IdOf(names[In], Seq),
        ConversationId = names[In],
        Seq = Seq,
        SenderId = names[From],
        Role = MessageRole.User,
        Type = MessageType.Text,
        Content = Text,
        Status = Status is null ? MessageStatus.Complete : Enum.Parse<MessageStatus>(Status, ignoreCase: true),
        Attachments = [],
        Reactions = [],
        Revision = Revision,
        CreatedAt = DateTimeOffset.UnixEpoch,
        DeletedAt = IsDeleted ? DateTimeOffset.UnixEpoch : null,
    };
}

internal sealed record ScenarioRecord(
    string Id, long Revision, string? Title, long LastSeq, long LastReadSeq, long ClearedUpToSeq, long Unread, bool Muted)
{
    public Conversation ToRecord(IReadOnlyDictionary<string, Guid> names) => new()
    {
        Id = names[Id],
        Kind = ConversationKind.Group,
        Title = Title ?? Id,
        Participants = [],
        ParticipantCount = 2,
        UnreadCount = Unread,
        LastSeq = LastSeq,
        LastReadSeq = LastReadSeq,
        ClearedUpToSeq = ClearedUpToSeq,
        Revision = Revision,
        Muted = Muted,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}

internal sealed record ScenarioOwn(string In, bool Muted, long ClearedUpToSeq, long LastReadSeq, long OwnRevision)
{
    public OwnState ToOwn(IReadOnlyDictionary<string, Guid> names) =>
        new() { ConversationId = names[In], Muted = Muted, ClearedUpToSeq = ClearedUpToSeq, LastReadSeq = LastReadSeq };
}

internal sealed record ScenarioSynced(ScenarioRecord Record, ScenarioMessage[] Messages);

internal sealed record ScenarioPage(ScenarioSynced[]? Conversations, string[]? Removed, ScenarioOwn[]? Own, long OwnRevision, bool More)
{
    public SyncPage ToPage(IReadOnlyDictionary<string, Guid> names) => new()
    {
        Conversations = [.. (Conversations ?? []).Select(one => new SyncedConversation
        {
            Conversation = one.Record.ToRecord(names), Messages = [.. one.Messages.Select(message => message.ToMessage(names))],
        })],
        Removed = [.. (Removed ?? []).Select(name => names[name])],
        Own = [.. (Own ?? []).Select(own => own.ToOwn(names))],
        OwnRevision = OwnRevision,
        More = More,
    };
}
