using System.Text;
using System.Text.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>A value that does not fit fails its call, with the same sentence in both encodings, and nothing else.</summary>
public sealed class Refusals
{
    [Theory]
    [InlineData("{}", "username, password are missing")]
    [InlineData("""{"username":"ánh"}""", "password is missing")]
    [InlineData("""{"username":null,"password":"x"}""", "username is not valid")]
    [InlineData("""{"username":5,"password":"x"}""", "username is not valid")]
    [InlineData("""["username"]""", "the request is not valid")]
    public void A_login_that_is_not_one_is_refused_with_a_sentence(string login, string sentence) => AssertRefused<LoginRequest>(login, sentence);

    [Theory]
    [InlineData("""{"text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z"}""", "id is missing")]
    [InlineData("""{"id":"0198a1b2","text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z"}""", "id is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"hot","sentAt":"2026-11-20T21:40:00Z"}""", "tone is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":1,"sentAt":"2026-11-20T21:40:00Z"}""", "tone is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"warm","sentAt":"soon"}""", "sentAt is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z","heardUpTo":2147483648}""", "heardUpTo is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z","heardUpTo":1.5}""", "heardUpTo is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z","stamp":{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"}}""", "stamp.country is missing")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z","replies":[{"id":7}]}""", "replies[0].id is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z","isRead":1}""", "isRead is not valid")]
    [InlineData("""{"id":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","text":"x","tone":"warm","sentAt":"2026-11-20T21:40:00Z","tags":null}""", "tags is not valid")]
    public void A_letter_that_is_not_one_is_refused_with_a_sentence(string letter, string sentence) => AssertRefused<Letter>(letter, sentence);

    [Fact]
    public void Text_that_is_no_utf8_fails_its_call_alone()
    {
        var call = Assert.IsType<InvocationBindingFailureMessage>(Frames.Parse(
            Frames.Framed([0x96, 0x01, 0x80, 0xa1, 0x31, 0xa1, 0x6d, 0x91, 0x81, 0xa8, .. "username"u8, 0xa2, 0xc3, 0x28, 0x90]),
            new FixedBinder(typeof(int), typeof(LoginRequest))));
        Assert.Equal("username is not valid", WireFormatException.Explain(call.BindingFailure.SourceException));
    }

    [Fact]
    public void An_unknown_method_fails_its_call_as_with_json()
    {
        var call = Assert.IsType<InvocationBindingFailureMessage>(Frames.Parse(Frames.Hex(new InvocationMessage("1", "unknown", [1])), FixedBinder.OfInt));
        Assert.IsType<HubException>(call.BindingFailure.SourceException);
        Assert.Equal(("1", "unknown"), (call.InvocationId, call.Target));
    }

    [Fact]
    public void Too_many_arguments_fail_their_call()
    {
        var call = Assert.IsType<InvocationBindingFailureMessage>(Frames.Parse(Frames.Hex(new InvocationMessage("1", "m", [1, 2])), FixedBinder.OfInt));
        Assert.Equal("Invocation provides 2 argument(s) but target expects 1.", call.BindingFailure.SourceException.Message);
    }

    [Fact]
    public void An_item_that_does_not_fit_fails_its_stream() =>
        Assert.Equal("unbound item 1", MessageText.Of(Frames.Parse(Frames.Hex(new StreamItemMessage("1", "text")), FixedBinder.OfInt)));

    [Fact]
    public void A_result_that_does_not_fit_becomes_an_error_of_its_call()
    {
        var answer = Frames.Parse(Frames.Hex(CompletionMessage.WithResult("1", "text")), FixedBinder.OfInt);
        Assert.StartsWith("Error trying to deserialize result to Int32.", Assert.IsType<CompletionMessage>(answer).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_nobody_waits_for_is_passed_over() =>
        Assert.Equal("end forgotten value null", MessageText.Of(Frames.Parse(Frames.Hex(CompletionMessage.WithResult("forgotten", Letters.Full())), FixedBinder.OfInt)));

    [Fact]
    public void A_raw_result_is_kept_as_it_came_and_sent_on_unchanged()
    {
        var frame = Frames.Hex(CompletionMessage.WithResult("1", Letters.Full()));
        var raw = Assert.IsType<CompletionMessage>(Frames.Parse(frame, new FixedBinder(typeof(RawResult))));
        Assert.IsType<RawResult>(raw.Result);
        Assert.Equal(frame, Frames.Hex(raw));
    }

    [Fact]
    public void An_extension_type_fails_its_call_and_not_the_connection() =>
        Assert.Equal("unbound 1 m", MessageText.Of(Frames.Parse(
            Frames.Framed(0x96, 0x01, 0x80, 0xa1, 0x31, 0xa1, 0x6d, 0x91, 0xd6, 0xff, 0, 0, 0, 1, 0x90), FixedBinder.OfInt)!));

    [Fact]
    public void A_message_of_a_kind_to_come_is_passed_over()
    {
        byte[] input = [.. Frames.Framed(0x93, 0x2a, 0x80, 0xa1, 0x78), .. Frames.Framed(0x91, 0x06)];
        Assert.Equal("ping", MessageText.Of(Frames.Parse(input, FixedBinder.OfInt)!));
    }

    [Fact]
    public void What_a_later_version_adds_to_a_message_is_passed_over() =>
        Assert.Equal("item xyz 42", MessageText.Of(Frames.Parse(
            Frames.Framed(0x96, 0x02, 0x80, 0xa3, 0x78, 0x79, 0x7a, 0x2a, 0x91, 0x01, 0xc0), FixedBinder.OfInt)!));

    private static void AssertRefused<T>(string json, string sentence)
    {
        var inJson = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<T>(Encoding.UTF8.GetBytes(json), TestWire.Options));
        Assert.Equal(sentence, WireFormatException.Explain(inJson));

        var frame = Frames.Hex(new InvocationMessage("1", "m", [JsonDocument.Parse(json).RootElement]));
        var call = Assert.IsType<InvocationBindingFailureMessage>(Frames.Parse(frame, new FixedBinder(typeof(int), typeof(T))));
        Assert.Equal(sentence, WireFormatException.Explain(call.BindingFailure.SourceException));
    }
}
