using System.IO.Pipelines;
using Chat.Core.Accounts;
using Chat.Core.Faces;
using Chat.Hubs.Connections.Output;
using Chat.Hubs.Lanes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Hubs.Connections;

/// <summary>One open connection: whose it is, where it comes from, and how much it may still ask.</summary>
public sealed class ChatConnection(ConnectionContext transport, Origin origin, Caller? caller, CallBudget budget)
{
    private static readonly AsyncLocal<ChatConnection?> Flow = new();

    public string Id => transport.ConnectionId;

    public Origin Origin { get; } = origin;

    /// <summary>Changes when somebody signs in on it.</summary>
    public Caller? Caller { get; internal set; } = caller;

    /// <summary>Its camera, if it has one.</summary>
    internal CameraSeat Camera => field ??= new();

    internal CallBudget Budget { get; } = budget;

    /// <summary>The user's, shared by all their connections on this node; null while nobody is signed in.</summary>
    internal CallBudget? UserBudget { get; set; }

    /// <summary>There once the hub has taken the connection.</summary>
    internal Outbox? Outbox { get; set; }

    /// <summary>Whose events it gets; only <see cref="Devices"/> changes it.</summary>
    internal Guid? JoinedAs { get; set; }

    internal bool IsGone { get; set; }

    /// <summary>There while a call that may end its session is under way, and until its answer is out.</summary>
    internal LastAnswer? LastAnswer { get; set; }

    internal Turns Turns { get; } = new();

    /// <summary>Of the call that is at the door now.</summary>
    internal Turn? Turn { get; set; }

    internal int RefusalsInARow { get; set; }

    /// <summary>The connection whose bytes are being parsed: protocols are shared and are told nothing about it.</summary>
    internal static ChatConnection? Current => Flow.Value;

    public static ChatConnection Of(HubCallerContext context) => context.Features.Get<ChatConnection>()!;

    internal static ChatConnection Of(HubConnectionContext context) => context.Features.Get<ChatConnection>()!;

    /// <summary>Everything that the connection does from here on knows whose it is.</summary>
    internal void Enter()
    {
        transport.Features.Set(this);
        if (transport.Transport.Output is not GatheredOutput)
        {
            transport.Transport = new GatheredTransport(transport.Transport.Input, new GatheredOutput(new PipeOutlet(transport.Transport.Output)));
        }

        Flow.Value = this;
    }

    /// <summary>For the call that is at the door: what it asks for has its place, and the next one may come.</summary>
    internal void LetNextIn() => Turn?.End();

    /// <summary>The client sees an orderly end and, having been told to go, does not reconnect by itself.</summary>
    internal HubCallerContext? Context { get; set; }

    internal void Close()
    {
        if (Context is { } context) { context.Abort(); } else { transport.Abort(); }
    }

    private sealed record GatheredTransport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
