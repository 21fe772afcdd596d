using System.Text.Json;
using Chat.Client.Storing;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;

namespace Chat.Tests.Checker;

/// <summary>Every device has what the database has, to the letter.</summary>
internal static class Knowledge
{
    public static IEnumerable<Violation> In(Evidence evidence) =>
        evidence.Fresh.SelectMany(one => AgainstRows(evidence, one.Key, one.Value))
            .Concat(evidence.Pages.SelectMany(one => Differences($"GetMessages for {one.Key}", one.Value, evidence.Fresh[one.Key.UserId].Find(one.Key.ConversationId)?.Messages ?? MessageHistory.Empty)))
            .Concat(evidence.Devices.SelectMany(device => Differences(device.Name, device.State, evidence.Fresh[device.UserId])))
            .Select(sentence => new Violation(Promise.DevicesKnowWhatIsSo, sentence));

    private static IEnumerable<string> AgainstRows(Evidence evidence, Guid userId, ChatState fresh)
    {
        var seen = evidence.Database.SeenBy(userId).ToArray();
        foreach (var missing in seen.Select(one => one.Conversation.Id).Except(fresh.Conversations.Keys)) { yield return $"{userId} does not get {missing}."; }
        foreach (var strange in fresh.Conversations.Keys.Except(seen.Select(one => one.Conversation.Id))) { yield return $"{userId} gets {strange} and is not in it."; }
        foreach (var (conversation, member) in seen)
        {
            if (fresh.Find(conversation.Id) is not { } stored) { continue; }
            var rows = evidence.Database.Messages[conversation.Id].Where(one => one.Seq > member.ClearedUpToSeq).ToArray();
            var unread = rows.LongCount(one => one.Seq > member.LastReadSeq && one.SenderId != userId);
            var expected = (conversation.Revision, conversation.LastSeq, member.LastReadSeq, member.Muted, member.ClearedUpToSeq, unread, conversation.MemberCount);
            var record = stored.ToConversation();
            var actual = (stored.Revision, record.LastSeq, stored.LastReadSeq, stored.Muted, stored.ClearedUpToSeq, stored.UnreadCount, record.ParticipantCount);
            if (expected != actual) { yield return $"{userId} gets {conversation.Id} as {actual}, and it is {expected}."; }
            if (!rows.Select(Text).SequenceEqual(stored.Messages.Select(Text))) { yield return $"{userId} gets other messages of {conversation.Id} than there are."; }
        }
    }

    private static IEnumerable<string> Differences(string who, ChatState actual, ChatState expected)
    {
        foreach (var missing in expected.Conversations.Keys.Except(actual.Conversations.Keys)) { yield return $"{who} does not know {missing}."; }
        foreach (var strange in actual.Conversations.Keys.Except(expected.Conversations.Keys)) { yield return $"{who} still knows {strange}."; }
        if (actual.OwnRevision != expected.OwnRevision) { yield return $"{who} is at own revision {actual.OwnRevision}, which is {expected.OwnRevision}."; }
        foreach (var id in expected.Conversations.Keys.Intersect(actual.Conversations.Keys))
        {
            var (known, should) = (actual.Find(id)!, expected.Find(id)!);
            var (mine, its) = (Json(known.ToConversation()), Json(should.ToConversation()));
            if (mine != its) { yield return $"{who} knows {id} as {mine}\n  and it is {its}."; }
            foreach (var sentence in Differences($"{who} in {id}", known.Messages, should.Messages)) { yield return sentence; }
        }
    }

    private static IEnumerable<string> Differences(string who, IReadOnlyList<Message> actual, IReadOnlyList<Message> expected)
    {
        var (have, should) = (actual.ToDictionary(one => one.Seq), expected.ToDictionary(one => one.Seq));
        foreach (var seq in should.Keys.Union(have.Keys).Order())
        {
            var (mine, its) = (have.GetValueOrDefault(seq), should.GetValueOrDefault(seq));
            if (Json(mine) != Json(its)) { yield return $"{who} has at {seq}: {Json(mine)}\n  which is {Json(its)}."; }
        }
    }

    private static (Guid, long, long, string, bool) Text(MessageRow row) => (row.Id, row.Seq, row.Revision, row.Content, row.IsDeleted);

    private static (Guid, long, long, string, bool) Text(Message message) =>
        (message.Id, message.Seq, message.Revision, message.Content, message.DeletedAt is not null);

    private static string Json<T>(T record) => JsonSerializer.Serialize(record, ChatJson.Wire);
}
