using System.Globalization;
using Chat.Contracts.Messages;
using Chat.Terminal.Output;

namespace Chat.Terminal.Messages;

/// <summary>A message as a person reads it.</summary>
internal static class MessageLines
{
    /// <param name="title">The conversation, where there are several.</param>
    public static void Say(this Screen screen, Message message, string? title = null)
    {
        var sender = message.Sender?.DisplayName ?? message.SenderId.ToString();
        var where = title is null ? new(Styled.Dim("").Code, "") : Styled.Dim($"{SafeText.Short(title, 24)} · ");
        var state = message switch
        {
            { DeletedAt: not null } => " (deleted)",
            { Status: not MessageStatus.Complete } => $" ({message.Status.ToString().ToLowerInvariant()})",
            { EditedAt: not null } => " (edited)",
            _ => "",
        };
        screen.Line($"{Styled.Dim(message.Seq.ToString(CultureInfo.InvariantCulture).PadLeft(5))} {Styled.Dim(Moments.Clock(message.CreatedAt))} {where}{Styled.Of(message.SenderId, sender)}{Styled.Dim(state)}");
        if (message.Content.Length > 0) { screen.Below(message.Content); }
        foreach (var file in message.Attachments) { screen.Line($"  {Styled.Dim("file")} {file.Name} ({Sizes.Say(file.Size)}, {file.ContentType}) {Styled.Dim(file.Id)}"); }

        if (message.Reactions.Count > 0)
        {
            screen.Line($"  {Styled.Dim(string.Join("  ", message.Reactions.Select(one => $"{one.Emoji} {one.UserIds.Count}")))}");
        }
    }
}
