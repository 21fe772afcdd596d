using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>Messages as text, so that two can be compared and a difference can be read.</summary>
internal static class MessageText
{
    public static string Of(HubMessage message) => message switch
    {
        InvocationMessage call => $"call {call.InvocationId} {call.Target}({Values(call.Arguments)}) [{Words(call.StreamIds)}]{Headers(call)}",
        StreamInvocationMessage call => $"stream {call.InvocationId} {call.Target}({Values(call.Arguments)}) [{Words(call.StreamIds)}]{Headers(call)}",
        StreamItemMessage item => $"item {item.InvocationId} {Value(item.Item)}{Headers(item)}",
        CompletionMessage { Error: { } error } end => $"end {end.InvocationId} error {error}{Headers(end)}",
        CompletionMessage { HasResult: true } end => $"end {end.InvocationId} value {Value(end.Result)}{Headers(end)}",
        CompletionMessage end => $"end {end.InvocationId} void{Headers(end)}",
        CancelInvocationMessage cancel => $"cancel {cancel.InvocationId}{Headers(cancel)}",
        PingMessage => "ping",
        CloseMessage close => $"close {close.Error ?? "-"} {close.AllowReconnect}",
        AckMessage ack => $"ack {ack.SequenceId}",
        SequenceMessage sequence => $"sequence {sequence.SequenceId}",
        InvocationBindingFailureMessage failed => $"unbound {failed.InvocationId} {failed.Target}",
        StreamBindingFailureMessage failed => $"unbound item {failed.Id}",
        _ => message.GetType().Name,
    };

    private static string Values(object?[] values) => string.Join(", ", values.Select(Value));

    private static string Value(object? value) => JsonSerializer.Serialize(value, TestWire.Options);

    private static string Words(string[]? words) => string.Join(",", words ?? []);

    private static string Headers(HubInvocationMessage message) =>
        message.Headers is null ? "" : " " + string.Join(",", message.Headers.Select(header => $"{header.Key}={header.Value}"));
}
