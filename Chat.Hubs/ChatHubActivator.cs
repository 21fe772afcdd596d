using Chat.Core.Accounts;
using Chat.Core.Server;
using Chat.Hubs.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Hubs;

/// <summary>What the hub needs and is the same for every call, looked up once.</summary>
internal sealed record HubParts(
    ConversationUseCases Conversations, MessageUseCases Messages, DescribeServer Server, OpenConnections Connections, Devices Devices, TimeProvider Clock);

/// <summary>Makes the hub of a call, of which there are tens of thousands a second: only what belongs to the call is asked of its scope.</summary>
internal sealed class ChatHubActivator(IServiceProvider call, HubParts parts) : IHubActivator<ChatHub>
{
    public ChatHub Create() => new(
        OnDemand<AccountUseCases>(), parts.Conversations, parts.Messages, OnDemand<PresenceUseCases>(), OnDemand<AssistantUseCases>(),
        OnDemand<FaceUseCases>(), parts.Server, parts.Connections, parts.Devices, parts.Clock);

    public void Release(ChatHub hub) => hub.Dispose();

    /// <summary>What needs a database context of its own: most calls are about neither and need not pay for one.</summary>
    private Lazy<T> OnDemand<T>() where T : class => new(call.GetRequiredService<T>);
}
