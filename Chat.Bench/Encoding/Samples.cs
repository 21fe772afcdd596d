using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;

namespace Chat.Bench.Encoding;

/// <summary>What is encoded, the same at every run.</summary>
internal static class Samples
{
    private const string English = "Sure, I checked your order: it left our warehouse this morning and should arrive by Friday.";

    private const string Vietnamese = "Vâng, tôi đã kiểm tra đơn hàng: sáng nay hàng đã rời kho và sẽ đến nơi trước thứ Sáu nhé.";

    private static readonly Random s_random = new(20261120);

    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 21, 40, 0, 123, TimeSpan.Zero);

    private static readonly User s_user = new()
    {
        Id = NewId(), Username = "anh.nguyen", DisplayName = "Ánh Nguyễn", AvatarUrl = "/api/files/0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
        Role = UserRole.Agent, Language = "vi", HasFace = true,
    };

    public static IReadOnlyList<(string Name, object Record)> All { get; } =
    [
        ("Message, English text", Message(English)),
        ("Message, Vietnamese text", Message(Vietnamese)),
        ("Session", new Session
        {
            AccessToken = Letters(420), AccessTokenExpiresAt = s_now, RefreshToken = Letters(43), User = s_user,
        }),
        ("VideoFrame, 20 KB of image", new SampleFrame { Id = 4711, Image = Bytes(20 * 1024) }),
    ];

    private static SampleMessage Message(string content) => new()
    {
        Id = NewId(), ConversationId = NewId(), Seq = 1234, SenderId = s_user.Id, Sender = s_user, Role = SampleRole.User, Type = SampleType.Text,
        Content = content, Status = SampleStatus.Complete, Attachments = [], ReplyTo = NewId(),
        Reactions = [new SampleReaction { Emoji = "👍", UserIds = [NewId(), NewId()] }],
        ClientMessageId = NewId(), Revision = 2345, CreatedAt = WireTime.Trim(s_now),
    };

    private static string Letters(int count) => string.Create(count, s_random, (text, random) =>
        random.GetItems("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", text));

    private static Guid NewId() => new(Bytes(16));

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        s_random.NextBytes(bytes);
        return bytes;
    }
}
