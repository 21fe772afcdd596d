using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Chat.Core.Results;
using Chat.Hubs.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace Chat.Hubs.Wire;

/// <summary>
/// Stands between an encoding and the hub. Inward it turns away floods and calls that cannot be made, before anything is
/// dispatched for them; outward it sends every error as the contract says: <c>code: sentence</c> and nothing around it.
/// </summary>
public sealed class GuardedProtocol(IHubProtocol encoding, HubMetrics metrics, ILogger<GuardedProtocol> logger) : IHubProtocol
{
    public string Name => encoding.Name;

    public int Version => encoding.Version;

    public TransferFormat TransferFormat => encoding.TransferFormat;

    public bool IsVersionSupported(int version) => encoding.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!encoding.TryParseMessage(ref input, binder, out message)) { return false; }

        message = message switch
        {
            HubMethodInvocationMessage { Arguments: [null, ..] } call => Filled(call, binder),
            HubMethodInvocationMessage call => Admit(call, cost: 1),
            InvocationBindingFailureMessage failure => Unbound(failure, binder),
            _ => message,
        };
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => encoding.WriteMessage(Plain(message), output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => encoding.GetMessageBytes(Plain(message));

    /// <summary>A call that cannot be made costs more than one that can: no honest client makes many.</summary>
    private HubMessage Unbound(InvocationBindingFailureMessage failure, IInvocationBinder binder)
    {
        var call = CallRepair.Repair(failure, binder, out var refusal);
        return call is not null ? Admit(call, cost: 1) : Admit(Refuse(failure.InvocationId, failure.Target, refusal!), cost: 5);
    }

    private HubMessage Filled(HubMethodInvocationMessage call, IInvocationBinder binder)
    {
        if (CallRepair.Fill(call, binder, out var refusal) is not { } filled)
        {
            return Admit(Refuse(call.InvocationId, call.Target, refusal!), cost: 5);
        }

        call.Arguments[0] = filled;
        return Admit(call, cost: 1);
    }

    private HubMessage Admit(HubMessage message, double cost)
    {
        if (ChatConnection.Current is not { } connection) { return message; }

        // Both are asked, so that a flood on one connection is also the user's.
        var wait = connection.Budget.Spend(cost);
        wait ??= connection.UserBudget?.Spend(cost);
        if (wait is null)
        {
            connection.RefusalsInARow = message is InvocationBindingFailureMessage ? connection.RefusalsInARow + 1 : 0;
            return message;
        }

        if (++connection.RefusalsInARow == CallLimits.RefusalsBeforeClosing)
        {
            logger.FloodClosed(connection.Id, connection.RefusalsInARow);
            connection.Close();
        }

        var (id, target) = message switch
        {
            HubMethodInvocationMessage call => (call.InvocationId, call.Target),
            InvocationBindingFailureMessage failure => (failure.InvocationId, failure.Target),
            _ => (null, ""),
        };
        return Refuse(id, target, Refusal.RateLimited("Too many calls", wait.Value));
    }

    private InvocationBindingFailureMessage Refuse(string? invocationId, string target, Refusal refusal)
    {
        metrics.RefusedBeforeDispatch(refusal.Code);
        return new(invocationId, target, ExceptionDispatchInfo.Capture(refusal.ToHubException()));
    }

    private static HubMessage Plain(HubMessage message)
    {
        if (message is not CompletionMessage { Error: { } error } completion) { return message; }
        return CompletionMessage.WithError(completion.InvocationId!, PlainError.Of(error));
    }
}
