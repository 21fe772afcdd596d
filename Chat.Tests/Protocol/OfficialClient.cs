using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chat.Tests.Protocol;

/// <summary>The official JavaScript client against a live hub, in both encodings.</summary>
public sealed class OfficialClient
{
    public static TheoryData<string> Encodings => new("json", "messagepack");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_calls_methods_and_hears_events(string encoding)
    {
        var said = await RunAsync(encoding, "invoke");
        var image = encoding is "json" ? "\"AQID\"" : """{"bytes":"AQID"}""";
        AssertSaid(said, "echo", $$"""
            {"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"Xin chào 🙂","tone":"veryWarm","sentAt":"2026-11-20T21:40:00.123Z",
             "seq":4294967296,"score":0.25,"loudness":0,"isRead":true,"image":{{image}},"tags":["a","b"],"counts":{"x":1,"ý":2},
             "corner":{"x":0.5,"y":1},"alwaysThere":null,"renamed":0}
            """);
        AssertSaid(said, "sum", "42");
        AssertSaid(said, "nothing", "null");
        AssertSaid(said, "told", """["hello",7]""");
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_is_told_what_went_wrong_and_goes_on(string encoding)
    {
        var said = await RunAsync(encoding, "errors");
        AssertText(said, "refused", "An unexpected error occurred invoking 'Refuse' on the server. HubException: forbidden: not for you");
        AssertText(said, "surprised", "An unexpected error occurred invoking 'Surprise' on the server.");
        AssertText(said, "unknown", "Failed to invoke 'NoSuchMethod' due to an error on the server. HubException: Method does not exist.");
        AssertText(said, "missing", "Failed to invoke 'Echo' due to an error on the server.");
        AssertText(said, "wrong", "Failed to invoke 'Add' due to an error on the server.");
        AssertText(said, "count", "Failed to invoke 'Add' due to an error on the server.");
        AssertSaid(said, "after", "42");
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_uploads_a_stream(string encoding)
    {
        var said = await RunAsync(encoding, "upload");
        AssertSaid(said, "sum", "5050");
        Assert.NotEqual("no error", said["failed"]!.GetValue<string>());
        AssertSaid(said, "after", "2");
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_downloads_a_stream(string encoding)
    {
        var said = await RunAsync(encoding, "download");
        AssertSaid(said, "items", "[1,2,3,4,5]");
        Assert.EndsWith("HubException: expired: that was all", said["failed"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_cancels_a_stream(string encoding) => AssertSaid(await RunAsync(encoding, "cancel"), "ended", "true");

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_answers_the_server(string encoding)
    {
        var said = await RunAsync(encoding, "clientResults");
        AssertText(said, "answer", "ready!");
        Assert.NotEqual("no error", said["failed"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_comes_back_after_its_socket_was_cut(string encoding)
    {
        var said = await RunAsync(encoding, "reconnect");
        AssertSaid(said, "isNew", "true");
        AssertSaid(said, "sum", "3");
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_keeps_its_connection_when_its_socket_was_cut(string encoding)
    {
        var said = await RunAsync(encoding, "statefulReconnect");
        AssertSaid(said, "isSame", "true");
        AssertSaid(said, "reconnected", "0");
        AssertSaid(said, "sum", "3");
        AssertSaid(said, "heard", """["after the cut"]""");
    }

    private static async Task<JsonObject> RunAsync(string encoding, string scenario)
    {
        await using var server = await ProtocolServer.StartAsync(Token);
        var printed = await NodeScript.RunAsync("live.mjs", [server.Address.ToString(), encoding, scenario], "", Token);
        var said = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => JsonNode.Parse(line)!.AsObject());
        return new JsonObject(said.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
    }

    private static void AssertSaid(JsonObject said, string what, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), said[what]), $"{what}: {said.ToJsonString(new JsonSerializerOptions(JsonSerializerOptions.Default))}");

    private static void AssertText(JsonObject said, string what, string text) => Assert.Equal(text, said[what]!.GetValue<string>());
}
