using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Contracts.Protocol;
using Chat.Contracts.Wire;
using Chat.Core.Results;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Hubs.Wire;

/// <summary>
/// A call whose arguments did not fit. A request whose fields are all optional may be left out, and one that a method does not
/// take is ignored, so that fields can be added to a method and clients of both ages go on; for the rest it says what is wrong.
/// </summary>
internal static partial class CallRepair
{
    public static InvocationMessage? Repair(InvocationBindingFailureMessage failure, IInvocationBinder binder, out Refusal? refusal)
    {
        var cause = failure.BindingFailure.SourceException;
        refusal = Explain(cause);
        if (TypesOf(failure.Target, binder) is not { } types)
        {
            refusal = Refusal.NotFound("There is no such method.");
            return null;
        }

        if (Counts().Match(cause.Message) is not { Success: true } counts) { return null; }
        return (counts.Groups["given"].Value, types) switch
        {
            ("1", []) => new(failure.InvocationId, failure.Target, []),
            ("0", [var type]) when TryEmpty(type, ref refusal) is { } empty => new(failure.InvocationId, failure.Target, [empty]),
            _ => null,
        };
    }

    /// <summary>A client that passes nothing on sends null: a request of optional fields was left out, or what is needed is missing.</summary>
    public static object? Fill(HubMethodInvocationMessage call, IInvocationBinder binder, out Refusal? refusal)
    {
        refusal = Refusal.Invalid("The arguments do not fit: a method takes one record.");
        return TypesOf(call.Target, binder) is [var type, ..] ? TryEmpty(type, ref refusal) : null;
    }

    private static IReadOnlyList<Type>? TypesOf(string target, IInvocationBinder binder)
    {
        try { return binder.GetParameterTypes(target); }
        catch (HubException) { return null; }
    }

    private static object? TryEmpty(Type type, ref Refusal? refusal)
    {
        try { return JsonSerializer.Deserialize("{}", ChatJson.Wire.GetTypeInfo(type)); }
        catch (JsonException missing) { refusal = Explain(missing); }
        catch (NotSupportedException) { return null; }

        return null;
    }

    private static Refusal Explain(Exception cause) => Refusal.Invalid(WireFormatException.Explain(cause) is { } sentence
        ? $"{sentence}."
        : "The arguments do not fit: a method takes one record.");

    [GeneratedRegex("provides (?<given>[0-9]+) argument\\(s\\) but target expects [0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Counts();
}
