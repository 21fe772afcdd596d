using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Contracts.Protocol;

public static class ChatMessagePack
{
    /// <summary>Speaks <c>messagepack</c>, on a server beside <c>json</c>, on a client instead of it.</summary>
    /// <param name="builder">Of a server or of a client.</param>
    /// <param name="wire">Describes the records; the contract's own when null.</param>
    public static T AddChatMessagePack<T>(this T builder, JsonSerializerOptions? wire = null)
        where T : ISignalRBuilder
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHubProtocol, MessagePackChatProtocol>(_ => new MessagePackChatProtocol(wire)));
        return builder;
    }
}
