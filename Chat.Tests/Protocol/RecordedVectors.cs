using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Contracts.Accounts;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>Frames of the official JavaScript client, recorded in <c>node/vectors.json</c>.</summary>
public sealed class RecordedVectors
{
    private static readonly Dictionary<string, string> s_recorded =
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(NodeScript.Folder, "vectors.json")))!;

    private static readonly long[] s_whole =
    [
        0, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 9007199254740991,
        -1, -32, -33, -128, -129, -32768, -32769, -2147483648, -2147483649,
    ];

    private static readonly double[] s_numbers = [.. s_whole, 0.5, -1.25, 1e300, 0.1];

    public static TheoryData<string, string> FromTheClient => new()
    {
        { "invocation", "call xyz method(42) []" },
        { "invocationWithoutId", "call  method(42) []" },
        { "invocationWithHeaders", "call xyz method(42) [] x=y,z=z" },
        { "invocationWithStreams", "call 7 method(42) [8,9]" },
        { "streamInvocation", "stream xyz method(42) []" },
        { "streamItem", "item xyz 42" },
        { "completionError", "end xyz error Error" },
        { "completionVoid", "end xyz void" },
        { "completionValue", "end xyz value 42" },
        { "cancel", "cancel xyz" },
        { "ping", "ping" },
        { "close", "close - False" },
        { "ack", "ack 36" },
        { "sequence", "sequence 19" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(FromTheClient))]
    public void What_the_client_wrote_is_understood(string name, string meaning) =>
        Assert.Equal(meaning, MessageText.Of(Frames.Parse(s_recorded[name], FixedBinder.OfInt)));

    [Fact]
    public void Records_bytes_numbers_and_null_of_the_client_are_understood()
    {
        var login = Argument<LoginRequest>("invocationWithRecord");
        Assert.Equal(new LoginRequest { Username = "Ánh Nguyễn 🙂", Password = new string('x', 40) }, login);
        Assert.Equal([0, 1, 254, 255], Argument<byte[]>("invocationWithBytes"));
        Assert.Equal(s_numbers, Argument<double[]>("invocationWithNumbers"));
        Assert.Null(Assert.IsType<StreamItemMessage>(Frames.Parse(s_recorded["streamItemNull"], new FixedBinder(typeof(string)))).Item);
        var answer = Assert.IsType<CompletionMessage>(Frames.Parse(s_recorded["completionNull"], new FixedBinder(typeof(string))));
        Assert.True(answer is { HasResult: true, Result: null, Error: null });
    }

    [Fact]
    public async Task The_recording_is_what_the_client_writes_today()
    {
        var written = JsonSerializer.Deserialize<Dictionary<string, string>>(await NodeScript.RunAsync("vectors.mjs", ["write"], "", Token));
        Assert.Equal(s_recorded, written);
    }

    [Fact]
    public async Task What_we_write_the_client_understands()
    {
        var letter = Letters.Full();
        var frames = new Dictionary<string, HubMessage>
        {
            ["""{"type":1,"headers":{"x":"y"},"invocationId":"1","target":"method","arguments":[42,null,"a"],"streamIds":[]}"""] =
                new InvocationMessage("1", "method", [42, null, "a"]) { Headers = new Dictionary<string, string> { ["x"] = "y" } },
            [$$"""{"type":1,"headers":{},"target":"told","arguments":[{{Shown(letter)}}],"streamIds":[]}"""] =
                new InvocationMessage("told", [letter]),
            [$$"""{"type":2,"headers":{},"invocationId":"2","item":{{Shown(s_numbers)}}}"""] = new StreamItemMessage("2", s_numbers),
            [$$"""{"type":2,"headers":{},"invocationId":"2","item":{{Shown(s_whole)}}}"""] = new StreamItemMessage("2", s_whole),
            ["""{"type":2,"headers":{},"invocationId":"3","item":{"bytes":"0001feff"}}"""] =
                new StreamItemMessage("3", new byte[] { 0, 1, 254, 255 }),
            ["""{"type":3,"headers":{},"invocationId":"4","error":"not_found: no such thing"}"""] =
                CompletionMessage.WithError("4", "not_found: no such thing"),
            ["""{"type":3,"headers":{},"invocationId":"5"}"""] = CompletionMessage.Empty("5"),
            ["""{"type":3,"headers":{},"invocationId":"6","result":true}"""] = CompletionMessage.WithResult("6", true),
            ["""{"type":3,"headers":{},"invocationId":"7","result":null}"""] = CompletionMessage.WithResult("7", null),
            ["""{"type":6}"""] = PingMessage.Instance,
            ["""{"type":7,"allowReconnect":true,"error":"enough"}"""] = new CloseMessage("enough", allowReconnect: true),
            ["""{"type":7,"allowReconnect":false,"error":null}"""] = CloseMessage.Empty,
            ["""{"type":8,"sequenceId":4294967296}"""] = new AckMessage(4294967296),
            ["""{"type":9,"sequenceId":300}"""] = new SequenceMessage(300),
        };

        var hex = JsonSerializer.Serialize(frames.ToDictionary(frame => frame.Key, frame => Frames.Hex(frame.Value)));
        var read = JsonNode.Parse(await NodeScript.RunAsync("vectors.mjs", ["read"], hex, Token))!.AsObject();

        foreach (var expected in frames.Keys)
        {
            var understood = Assert.Single(read[expected]!.AsArray());
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), understood), $"{expected}\n{understood!.ToJsonString()}");
        }
    }

    // As the script shows it: bytes as { bytes: hex } instead of base64.
    private static string Shown<T>(T value)
    {
        var node = JsonSerializer.SerializeToNode(value, TestWire.Options)!;
        if (value is Letter { Image: { } image, Pages: { } pages })
        {
            node["image"] = Bytes(image);
            node["pages"] = new JsonArray([.. pages.Select(Bytes)]);
        }

        return node.ToJsonString();
    }

    private static JsonNode Bytes(byte[] bytes) => new JsonObject { ["bytes"] = Convert.ToHexStringLower(bytes) };

    private static T Argument<T>(string name) =>
        Assert.IsType<T>(Assert.Single(Assert.IsType<InvocationMessage>(Frames.Parse(s_recorded[name], new FixedBinder(typeof(T), typeof(T)))).Arguments));
}
