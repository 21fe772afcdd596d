using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Contracts.Accounts;
using Chat.Contracts.Protocol;
using Chat.Contracts.Server;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>A record described once has the same names and shapes in both encodings.</summary>
public sealed class SameShapes
{
    private const int Records = 200;

    [Fact]
    public void Any_record_reads_back_the_same_through_both_encodings()
    {
        for (var seed = 0; seed < Records; seed++)
        {
            var letter = Letters.Any(new Random(seed));
            var json = JsonSerializer.Serialize(letter, TestWire.Options);
            var throughJson = JsonSerializer.Deserialize<Letter>(json, TestWire.Options);
            var throughMessagePack = Through<Letter>(letter);

            Assert.Equal(Text(throughJson), Text(throughMessagePack));
            Assert.Equal(json, Text(throughMessagePack));
        }
    }

    [Fact]
    public void Any_record_is_the_same_tree_in_both_encodings()
    {
        for (var seed = 0; seed < Records; seed++)
        {
            var letter = Letters.Any(new Random(seed));
            AssertSameTree(JsonSerializer.SerializeToNode(letter, TestWire.Options), Through<object>(letter));
        }
    }

    [Fact]
    public void The_contracts_own_records_are_the_same_tree_in_both_encodings()
    {
        foreach (var record in ContractRecords())
        {
            var json = JsonSerializer.SerializeToNode(record, record.GetType(), Contracts.Wire.ChatJson.Wire);
            AssertSameTree(json, Through<object>(record, new MessagePackChatProtocol()));
        }
    }

    [Fact]
    public void A_moment_is_written_to_the_millisecond_and_read_as_json_reads_it()
    {
        string[] texts = ["2026-11-20T21:40:00.123Z", "2026-11-20T21:40:00+07:00", "2026-11-20", "2026-11-20T21:40:00.1234567-01:30", "2026-11-20T21:40"];
        foreach (var text in texts)
        {
            var json = JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", TestWire.Options);
            var read = Through<DateTimeOffset>(text);
            Assert.Equal(json, read);
            Assert.Equal(TimeSpan.Zero, read.Offset);
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(1_500_000)]
    public void Text_and_bytes_of_every_size_come_through(int size)
    {
        foreach (var letter in (char[])['x', 'ế', '字'])
        {
            var text = new string(letter, size);
            Assert.Equal(text, Through<string>(text));
        }

        Assert.Equal(size, Through<byte[]>(new byte[size]).Length);
    }

    [Fact]
    public void Half_a_surrogate_is_replaced_as_in_json() => Assert.Equal("a\ufffdb", Through<string>("a\ud800b"));

    [Fact]
    public void Bytes_may_come_as_base64_from_a_client_that_has_none() =>
        Assert.Equal([1, 2, 3], Through<byte[]>("AQID"));

    [Fact]
    public void A_whole_number_is_taken_for_a_fraction_when_nothing_is_lost()
    {
        Assert.Equal(3d, Through<double>(3));
        Assert.Equal(0.5f, Through<float>(0.5));
        Assert.NotNull(Refusal<double>((1L << 53) + 1));
        Assert.NotNull(Refusal<double>(long.MaxValue));
    }

    private static IEnumerable<object> ContractRecords()
    {
        var user = new User { Id = Guid.NewGuid(), Username = "ánh", DisplayName = "Ánh", Role = UserRole.Agent, Language = "vi", HasFace = true };
        yield return user;
        yield return user with { Language = null, AvatarUrl = "/a.webp" };
        yield return new Session { AccessToken = "a.b.c", AccessTokenExpiresAt = DateTimeOffset.UnixEpoch, RefreshToken = "r", User = user };
        yield return new RegisterUserRequest { Username = "ánh", FaceImage = [1, 2, 3], UseLastFrame = false };
        yield return new LogoutRequest();
        yield return new Problem { Code = "invalid", Message = "username is missing" };
    }

    private static T Through<T>(object value, MessagePackChatProtocol? protocol = null)
    {
        var bytes = (protocol ?? Frames.Protocol).GetMessageBytes(CompletionMessage.WithResult("1", value));
        var read = Assert.IsType<CompletionMessage>(Frames.Parse(bytes.Span, new FixedBinder(typeof(T))));
        Assert.Null(read.Error);
        return (T)read.Result!;
    }

    private static string? Refusal<T>(object value) =>
        Assert.IsType<CompletionMessage>(Frames.Parse(Frames.Hex(CompletionMessage.WithResult("1", value)), new FixedBinder(typeof(T)))).Error;

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, TestWire.Options);

    private static string? Shorten(JsonNode? node) => node?.ToJsonString() is { Length: > 2_000 } text ? text[..2_000] : node?.ToJsonString();

    private static void AssertSameTree(JsonNode? json, object messagePack)
    {
        var tree = JsonNode.Parse(((JsonElement)messagePack).GetRawText());
        Assert.True(JsonNode.DeepEquals(json, tree), $"{Shorten(json)}\n{Shorten(tree)}");
    }
}
