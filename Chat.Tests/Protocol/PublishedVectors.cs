using Chat.Contracts.Protocol;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>The examples of SignalR's hub protocol specification, section MessagePack encoding.</summary>
public sealed class PublishedVectors
{
    private static readonly Dictionary<string, string> s_headers = new() { ["x"] = "y", ["z"] = "z" };

    public static TheoryData<string, string> Examples => new()
    {
        { "960180a378797aa66d6574686f64912a90", "call xyz method(42) []" },
        { "960180c0a66d6574686f64912a90", "call  method(42) []" },
        { "960480a378797aa66d6574686f64912a90", "stream xyz method(42) []" },
        { "940280a378797a2a", "item xyz 42" },
        { "950380a378797a01a54572726f72", "end xyz error Error" },
        { "940380a378797a02", "end xyz void" },
        { "950380a378797a032a", "end xyz value 42" },
        { "930580a378797a", "cancel xyz" },
        { "9106", "ping" },
        { "9207a378797a", "close xyz False" },
        { "9307a378797ac3", "close xyz True" },
        { "9208cc24", "ack 36" },
        { "9209cc13", "sequence 19" },
        { "960182a178a179a17aa17aa378797aa66d6574686f64912a90", "call xyz method(42) [] x=y,z=z" },
    };

    public static TheoryData<string, string> Written => new()
    {
        { "960180a378797aa66d6574686f64912a90", "invocation" },
        { "960180c0a66d6574686f64912a90", "nonBlocking" },
        { "960480a378797aa66d6574686f64912a90", "stream" },
        { "940280a378797a2a", "item" },
        { "950380a378797a01a54572726f72", "error" },
        { "940380a378797a02", "void" },
        { "950380a378797a032a", "value" },
        { "930580a378797a", "cancel" },
        { "9106", "ping" },
        { "9307a378797ac3", "close" },
        { "920824", "ack" },
        { "920913", "sequence" },
        { "960182a178a179a17aa17aa378797aa66d6574686f64912a90", "headers" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_published_example_is_understood(string body, string meaning) =>
        Assert.Equal(meaning, MessageText.Of(Frames.Parse($"{body.Length / 2:x2}{body}", FixedBinder.OfInt)));

    [Theory]
    [MemberData(nameof(Written))]
    public void Each_published_example_is_written_byte_for_byte(string body, string message) =>
        Assert.Equal($"{body.Length / 2:x2}{body}", Frames.Hex(Message(message)));

    [Theory]
    [InlineData(53, "35")]
    [InlineData(5248, "8029")]
    [InlineData(int.MaxValue, "ffffffff07")]
    public void The_length_in_front_is_written_as_published(int length, string prefix)
    {
        Span<byte> written = stackalloc byte[FrameLength.BytesOf(length)];
        FrameLength.Write(length, written);
        Assert.Equal(prefix, Convert.ToHexStringLower(written));
    }

    private static HubMessage Message(string name) => name switch
    {
        "invocation" => new InvocationMessage("xyz", "method", [42]),
        "nonBlocking" => new InvocationMessage("method", [42]),
        "stream" => new StreamInvocationMessage("xyz", "method", [42]),
        "item" => new StreamItemMessage("xyz", 42),
        "error" => CompletionMessage.WithError("xyz", "Error"),
        "void" => CompletionMessage.Empty("xyz"),
        "value" => CompletionMessage.WithResult("xyz", 42),
        "cancel" => new CancelInvocationMessage("xyz"),
        "ping" => PingMessage.Instance,
        "close" => new CloseMessage("xyz", allowReconnect: true),
        "ack" => new AckMessage(36),
        "sequence" => new SequenceMessage(19),
        _ => new InvocationMessage("xyz", "method", [42]) { Headers = s_headers },
    };
}
